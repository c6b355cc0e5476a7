/**
 * Scores of nodes by rank (position in visiting order), each node in one cell, and for every cell the highest score and the first rank that
 * has it, found without looking at all nodes.
 *
 *   scores[rank], cell[rank]         written by the owner, who calls `raise` when a score rises
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

type Scores = Int16Array | Float64Array

export class BestByCell {
  /** The score of a node that is not feasible: below every score. */
  readonly none: number
  readonly scores: Scores
  /** -1: in no cell. */
  readonly cell: Int16Array
  /** What `settle` found. */
  bestScore = 0
  bestRank = -1
  private readonly superCount: number
  private readonly whole: boolean
  private readonly blocks: Scores[] = []
  private readonly supers: Scores[] = []

  /** `whole`: all scores are whole numbers from 0 to 32,767. */
  constructor(ranks: number, whole: boolean) {
    this.whole = whole
    this.none = whole ? -1 : Number.NEGATIVE_INFINITY
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
    return bound
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
        this.lookInto(block, cell)
        if (this.bestScore === bound) return true
        blocks[block] = this.bestScore
        supers[at] = this.bestScore > second ? this.bestScore : second
      } else supers[at] = blocks[block]
    }
  }

  private lookInto(block: number, cell: number): void {
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
    this.bestScore = best
    this.bestRank = rank
  }

  private column(length: number): Scores {
    return this.whole ? new Int16Array(length).fill(-1) : new Float64Array(length).fill(Number.NEGATIVE_INFINITY)
  }
}
