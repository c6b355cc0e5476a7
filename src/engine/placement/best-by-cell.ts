/**
 * Scores of nodes by rank (position in visiting order), each node in one cell, and for every cell the highest score and the first rank that
 * has it, found without looking at all nodes.
 *
 *   scores[rank], cell[rank]         written by the owner, who calls `raise` when a score rises; scores with `offset` added
 *   blocks[c][b]                     an upper bound of the scores of cell c among ranks 64 b … 64 b + 63
 *   supers[c][s]                     an upper bound of blocks 32 s … 32 s + 31
 *
 * A score that rises lifts the bounds at once; one that falls leaves them as they are, so an update touches two or three numbers.
 * `settle` looks into the block with the highest bound, lowers the bound if nobody lives up to it, and goes on until one does. Scores that
 * fall are mostly not the highest ones left when a class is next asked, so few blocks are ever looked into.
 */
const BLOCK_BITS = 6
const SUPER_BITS = 5
const BLOCKS_PER_SUPER = 1 << SUPER_BITS

type Scores = Uint8Array | Uint16Array | Float64Array

const MAX_UINT8 = 255
const MAX_UINT16 = 65_535

export class BestByCell {
  /** What stands for a node that is not feasible: below every score. */
  readonly none: number
  /** What is added to a score before it is kept, so that `none` can be 0 in narrow columns. */
  readonly offset: number
  readonly scores: Scores
  /** -1: in no cell. */
  readonly cell: Int16Array
  /** What `settle` found. */
  bestScore = 0
  bestRank = -1
  private readonly superCount: number
  private readonly highest: number | null
  private readonly blocks: Scores[] = []
  private readonly supers: Scores[] = []

  /** `highest`: all scores are whole numbers from 0 to that; null: any numbers. The narrower the columns, the more of them stay in cache. */
  constructor(ranks: number, highest: number | null) {
    this.highest = highest !== null && highest < MAX_UINT16 ? highest : null
    this.none = this.highest === null ? Number.NEGATIVE_INFINITY : 0
    this.offset = this.highest === null ? 0 : 1
    this.superCount = (ranks >> (BLOCK_BITS + SUPER_BITS)) + 1
    this.scores = this.column(ranks)
    this.cell = new Int16Array(ranks).fill(-1)
  }

  get cells(): number {
    return this.blocks.length
  }

  addCell(): void {
    this.blocks.push(this.column(this.superCount * BLOCKS_PER_SUPER))
    this.supers.push(this.column(this.superCount))
  }

  /** A node goes to another cell with the score that it has. */
  moveTo(rank: number, cell: number): void {
    this.cell[rank] = cell
    if (this.scores[rank] !== this.none) this.raise(cell, rank, this.scores[rank])
  }

  /** Lifts the bounds to the score of a node; a score that falls needs nothing. */
  raise(cell: number, rank: number, score: number): void {
    const block = rank >> BLOCK_BITS
    const blocks = this.blocks[cell]
    if (score <= blocks[block]) return
    blocks[block] = score
    const supers = this.supers[cell]
    if (score > supers[block >> SUPER_BITS]) supers[block >> SUPER_BITS] = score
  }

  /** No node of the cell scores higher. */
  bound(cell: number): number {
    const supers = this.supers[cell]
    let bound = supers[0]
    for (let s = 1; s < supers.length; s++) if (supers[s] > bound) bound = supers[s]
    return bound - this.offset
  }

  /** Finds the highest score of a cell and the first rank that has it: `bestScore` and `bestRank`; false when no node is feasible. */
  settle(cell: number): boolean {
    const { none } = this
    const supers = this.supers[cell]
    const blocks = this.blocks[cell]
    for (;;) {
      let at = 0
      for (let s = 1; s < supers.length; s++) if (supers[s] > supers[at]) at = s
      const bound = supers[at]
      if (bound === none) return false
      const from = at << SUPER_BITS
      let block = from
      let second = none
      for (let b = from + 1; b < from + BLOCKS_PER_SUPER; b++) {
        if (blocks[b] > blocks[block]) {
          second = blocks[block]
          block = b
        } else if (blocks[b] > second) second = blocks[b]
      }
      if (blocks[block] === bound) {
        const best = this.lookInto(block, cell)
        if (best === bound) {
          this.bestScore = best - this.offset
          return true
        }
        blocks[block] = best
        supers[at] = best > second ? best : second
      } else supers[at] = blocks[block]
    }
  }

  /** The highest kept score of a cell in a block; its first rank goes to `bestRank`. */
  private lookInto(block: number, cell: number): number {
    const { scores, cell: cells } = this
    const from = block << BLOCK_BITS
    const end = Math.min(from + (1 << BLOCK_BITS), scores.length)
    let best = this.none
    let rank = -1
    for (let i = from; i < end; i++) {
      if (scores[i] > best && cells[i] === cell) {
        best = scores[i]
        rank = i
      }
    }
    this.bestRank = rank
    return best
  }

  private column(length: number): Scores {
    if (this.highest === null) return new Float64Array(length).fill(this.none)
    return this.highest < MAX_UINT8 ? new Uint8Array(length) : new Uint16Array(length)
  }
}
