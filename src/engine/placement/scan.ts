import type { Random } from '../../base/random.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { CandidateTable } from './candidate-table.ts'
import type { PreparedPod } from './prepared-pod.ts'

/** A choice by looking at every node: always right, whatever the plugins look at. */
export class Scan {
  private readonly cluster: Cluster
  private kept = new Int32Array(0)
  private totals = new Float64Array(0)

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  /** The best of `rows` (the first `count`, in the order that breaks ties), or -1. `ties`: null takes the first of equals. */
  choose(prepared: PreparedPod, table: CandidateTable, rows: Int32Array, count: number, ties: Random | null): number {
    return this.best(prepared, table, this.filter(prepared, table, rows, count), ties)
  }

  /** The best of the rows that `filter` left, or -1. */
  best(prepared: PreparedPod, table: CandidateTable, feasible: number, ties: Random | null): number {
    if (feasible === 0) return -1
    if (feasible === 1) return this.kept[0]
    this.score(prepared, table, feasible)
    return this.kept[pick(this.totals, feasible, ties)]
  }

  /** Leaves only the first `wanted` of the rows that `filter` left; the others are as if they had not been looked at. */
  keepFirst(table: CandidateTable, wanted: number): void {
    let seen = 0
    for (let i = 0; i < table.size; i++) if (table.feasible[i] > 0 && ++seen > wanted) table.feasible[i] = 0
  }

  /** The rows that pass all filters, in order, in `feasibleRows`; returns how many. */
  filter(prepared: PreparedPod, table: CandidateTable, rows: Int32Array, count: number): number {
    if (this.kept.length < count) {
      this.kept = new Int32Array(count * 2)
      this.totals = new Float64Array(count * 2)
    }
    const { kept } = this
    for (let i = 0; i < count; i++) kept[i] = rows[i]
    let left = count
    for (let f = 0; f < prepared.nodeFilters.length && left > 0; f++) left = prepared.nodeFilters[f].keep(kept, left)
    if (left === 0 || prepared.candidateFilters.length + prepared.candidateScores.length === 0) return left
    this.fill(prepared, table, rows, count, left)
    if (prepared.candidateFilters.length === 0) return left
    table.filter()
    let passed = 0
    for (let i = 0; i < count; i++) if (table.feasible[i] > 0) kept[passed++] = rows[i]
    return passed
  }

  get feasibleRows(): Int32Array {
    return this.kept
  }

  /** A candidate for every row; those in `kept` are feasible so far. */
  private fill(prepared: PreparedPod, table: CandidateTable, rows: Int32Array, count: number, left: number): void {
    table.reserve(count)
    table.size = count
    const { group } = this.cluster.nodes
    let next = 0
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      table.row[i] = row
      table.group[i] = group[row]
      table.nodes[i] = 1
      const isKept = next < left && this.kept[next] === row
      table.feasible[i] = isKept ? 1 : 0
      if (isKept) next++
    }
    for (let s = 0; s < prepared.slots.length; s++) {
      const column = this.cluster.tallies.columns[prepared.slots[s]]
      const slot = table.slots[s]
      for (let i = 0; i < count; i++) slot[i] = column[rows[i]]
    }
  }

  /** Sets the total of each kept row. */
  private score(prepared: PreparedPod, table: CandidateTable, feasible: number): void {
    const { totals, kept } = this
    totals.fill(0, 0, feasible)
    for (const { score, weight } of prepared.nodeScores) score.add(kept, feasible, weight, totals)
    if (prepared.candidateScores.length === 0) return
    table.score()
    let at = 0
    for (let i = 0; i < table.size; i++) if (table.feasible[i] > 0) totals[at++] += table.totals[i]
  }
}

/** Position of the highest total; of equals the first, or one drawn at random. */
function pick(totals: Float64Array, count: number, ties: Random | null): number {
  let best = 0
  let equals = 1
  for (let i = 1; i < count; i++) {
    if (totals[i] > totals[best]) {
      best = i
      equals = 1
    } else if (totals[i] === totals[best]) equals++
  }
  if (ties === null || equals === 1) return best
  const top = totals[best]
  for (let skip = ties.int(equals); skip > 0; skip--) {
    do best++
    while (totals[best] !== top)
  }
  return best
}
