import type { CandidateTable } from './candidate-table.ts'

/** More than a tally can differ from its least to its greatest value. */
const VALUES = 67_108_864

/**
 * Cells: nodes that candidate plugins cannot tell apart, because they are of groups that make no difference to them and have the
 * same slot values. A pod without such plugins has a single cell for all nodes.
 */
export class CellTable {
  count = 0
  /** Nodes that are in some cell. */
  settled = 0
  /** By cell: nodes in it, and those of them that pass all node filters. */
  readonly nodes: number[] = []
  readonly feasible: number[] = []
  private readonly group: number[] = []
  private readonly values: number[][] = []
  private readonly keyOf: (group: number) => string
  /** By group: where groups with its key are kept; -1: no node of the group seen yet. */
  private ofGroup = new Int32Array(0)
  private readonly ofKey = new Map<string, number>()
  /** One map per slot from (place so far, value) to the next place; the last place is the cell. */
  private readonly places: Map<number, number>[]

  /** Groups of equal key share their cells. */
  constructor(slots: number, keyOf: (group: number) => string) {
    this.keyOf = keyOf
    this.places = Array.from({ length: slots }, () => new Map())
  }

  /** The cell of a node, a new one when it is the first of its kind. `columns` are the tallies of the slots, by node row. */
  cellOf(group: number, columns: readonly Int32Array[], row: number): number {
    let place = group < this.ofGroup.length ? this.ofGroup[group] : -1
    if (place === -1) place = this.placeOfGroup(group)
    for (let s = 0; s < columns.length; s++) place = this.next(s, place * VALUES + columns[s][row] + VALUES / 2)
    if (place === this.count) {
      this.count++
      this.nodes.push(0)
      this.feasible.push(0)
      this.group.push(group)
      this.values.push(columns.map((column) => column[row]))
    }
    return place
  }

  /** A node comes to a cell from another (-1: from none). */
  move(from: number, to: number, isFeasible: boolean): void {
    this.nodes[to]++
    if (from === -1) this.settled++
    else this.nodes[from]--
    if (!isFeasible) return
    this.feasible[to]++
    this.feasible[from]--
  }

  /** Puts the cells that have nodes into a table as candidates; `cellAt` gets the cell of each. */
  fill(table: CandidateTable, cellAt: number[]): void {
    table.reserve(this.count)
    let size = 0
    for (let c = 0; c < this.count; c++) {
      if (this.nodes[c] === 0) continue
      table.group[size] = this.group[c]
      table.nodes[size] = this.nodes[c]
      table.feasible[size] = this.feasible[c]
      const values = this.values[c]
      for (let s = 0; s < values.length; s++) table.slots[s][size] = values[s]
      cellAt[size++] = c
    }
    table.size = size
  }

  private placeOfGroup(group: number): number {
    if (group >= this.ofGroup.length) {
      const longer = new Int32Array(group * 2 + 16).fill(-1)
      longer.set(this.ofGroup)
      this.ofGroup = longer
    }
    const key = this.keyOf(group)
    const place = this.ofKey.get(key) ?? this.ofKey.size
    this.ofKey.set(key, place)
    this.ofGroup[group] = place
    return place
  }

  private next(slot: number, key: number): number {
    const places = this.places[slot]
    let place = places.get(key)
    if (place === undefined) {
      place = places.size
      places.set(key, place)
    }
    return place
  }
}
