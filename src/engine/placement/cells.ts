import type { CandidateTable } from './candidate-table.ts'
import { RankSet } from './rank-set.ts'

/** Nodes of one group with the same slot values: what candidate plugins cannot tell apart. */
interface Cell {
  readonly group: number
  readonly values: readonly number[]
  /** Nodes in the cell, feasible or not. */
  nodes: number
  feasible: number
  /** Scores that some feasible node of the cell has. */
  readonly scores: RankSet
  /** By score: the ranks of the nodes that have it. */
  readonly ranks: (RankSet | undefined)[]
}

/**
 * All ready nodes, by cell and inside a cell by score: finding the best node of a cell takes a few steps however many nodes
 * there are. A node is known by its rank, its position in visiting order, so the least rank is the first of equals.
 */
export class Cells {
  readonly cells: Cell[] = []
  private readonly ranks: number
  private readonly highestScore: number
  /** First by group, then one map per slot from (place so far, value) to the next place; the last place is the cell. */
  private readonly places: Map<number, number>[]
  /** Emptied rank sets, for reuse. */
  private readonly spare: RankSet[] = []

  constructor(ranks: number, highestScore: number, slots: number) {
    this.ranks = ranks
    this.highestScore = highestScore
    this.places = Array.from({ length: slots + 1 }, () => new Map())
  }

  /** The cell of a node, made when it is the first of its kind. `columns` are the tallies of the slots, by node row. */
  cellOf(group: number, columns: readonly Int32Array[], row: number): number {
    let place = this.next(0, group)
    for (let s = 0; s < columns.length; s++) place = this.next(s + 1, place * VALUES + columns[s][row] + VALUES / 2)
    if (place === this.cells.length) {
      this.cells.push({
        group,
        values: columns.map((column) => column[row]),
        nodes: 0,
        feasible: 0,
        scores: new RankSet(this.highestScore + 1),
        ranks: [],
      })
    }
    return place
  }

  add(cell: number, score: number, rank: number): void {
    const to = this.cells[cell]
    let ranks = to.ranks[score]
    if (ranks === undefined) {
      ranks = this.spare.pop() ?? new RankSet(this.ranks)
      to.ranks[score] = ranks
      to.scores.add(score)
    }
    ranks.add(rank)
    to.feasible++
  }

  delete(cell: number, score: number, rank: number): void {
    const from = this.cells[cell]
    const ranks = from.ranks[score] as RankSet
    ranks.delete(rank)
    from.feasible--
    if (ranks.count > 0) return
    from.ranks[score] = undefined
    from.scores.delete(score)
    this.spare.push(ranks)
  }

  /** Puts the cells that have nodes into a table as candidates; `cellAt` gets the cell of each. */
  fill(table: CandidateTable, cellAt: number[]): void {
    const { cells } = this
    table.reserve(cells.length)
    let size = 0
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]
      if (cell.nodes === 0) continue
      table.group[size] = cell.group
      table.nodes[size] = cell.nodes
      table.feasible[size] = cell.feasible
      for (let s = 0; s < cell.values.length; s++) table.slots[s][size] = cell.values[s]
      cellAt[size++] = c
    }
    table.size = size
  }

  private next(level: number, key: number): number {
    const places = this.places[level]
    let place = places.get(key)
    if (place === undefined) {
      place = places.size
      places.set(key, place)
    }
    return place
  }
}

/** More than a tally can differ from its least to its greatest value. */
const VALUES = 67_108_864
