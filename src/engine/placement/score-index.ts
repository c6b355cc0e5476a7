import type { Random } from '../../base/random.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { NODE_READY } from '../../cluster/node-table.ts'
import type { CandidateTable } from './candidate-table.ts'
import { Cells } from './cells.ts'
import type { PreparedPod } from './prepared-pod.ts'
import { nthOfUnion, type RankSet } from './rank-set.ts'
import type { Ranks } from './ranks.ts'

/**
 * For one pod class, every node's cell and node-local score, kept so that the best node is found without visiting nodes. The index
 * does nothing when the cluster changes; when it is asked, it judges anew the nodes that changed since it was last asked.
 *
 * A choice: candidate filters and scores judge the cells (a few dozen), the best node-local score of each cell is at hand, the highest
 * sum wins, of equals the node that comes first in visiting order. Same numbers, same ties as the scan.
 */
export class ScoreIndex {
  private readonly cluster: Cluster
  private readonly prepared: PreparedPod
  private readonly ranks: Ranks
  private cells: Cells
  /** By rank; -1: no cell (node not ready), not feasible. */
  private cell = new Int32Array(0)
  private score = new Int32Array(0)
  private version = 0
  private epoch = -1
  private rows = new Int32Array(0)
  private kept = new Int32Array(0)
  private totals = new Float64Array(0)
  /** By node row, while a batch is judged: the new score. */
  private fresh = new Int32Array(0)
  private readonly cellAt: number[] = []

  constructor(cluster: Cluster, prepared: PreparedPod, ranks: Ranks) {
    this.cluster = cluster
    this.prepared = prepared
    this.ranks = ranks
    this.cells = this.emptyCells()
  }

  /** The node that the profile puts first, or -1. `ties`: null takes the first of equals. */
  choose(table: CandidateTable, ties: Random | null): number {
    this.catchUp()
    this.cells.fill(table, this.cellAt)
    if (this.prepared.candidateFilters.length > 0) table.filter()
    if (this.prepared.candidateScores.length > 0) table.score()
    else table.totals.fill(0, 0, table.size)
    const rank = this.best(table, ties)
    return rank === -1 ? -1 : this.ranks.rows[rank]
  }

  /** Cells seen so far: with as many as nodes, an index is no better than a scan. */
  get size(): number {
    return this.cells.cells.length
  }

  private best(table: CandidateTable, ties: Random | null): number {
    const { cells } = this.cells
    let top = Number.NEGATIVE_INFINITY
    let first = -1
    const tied: RankSet[] = []
    for (let i = 0; i < table.size; i++) {
      if (table.feasible[i] === 0) continue
      const cell = cells[this.cellAt[i]]
      const local = cell.scores.last()
      const total = table.totals[i] + local
      if (total < top) continue
      const ranks = cell.ranks[local] as RankSet
      if (total > top) {
        top = total
        first = ranks.first()
        tied.length = 0
      } else if (ties === null) first = Math.min(first, ranks.first())
      if (ties !== null) tied.push(ranks)
    }
    if (ties === null || first === -1) return first
    const equals = tied.reduce((sum, ranks) => sum + ranks.count, 0)
    return equals === 1 ? first : nthOfUnion(tied, ties.int(equals))
  }

  private catchUp(): void {
    const { changes } = this.cluster
    this.ranks.refresh()
    const count = this.epoch === this.ranks.epoch ? changes.since(this.version, this.rows) : -1
    if (count === -1) this.rebuild()
    else this.judge(count)
    this.version = changes.version
  }

  private rebuild(): void {
    const { count, rows } = this.ranks
    this.epoch = this.ranks.epoch
    this.cells = this.emptyCells()
    if (this.cell.length < count) {
      const capacity = Math.max(64, count * 2)
      this.cell = new Int32Array(capacity)
      this.score = new Int32Array(capacity)
      this.rows = new Int32Array(capacity)
      this.kept = new Int32Array(capacity)
      this.totals = new Float64Array(capacity)
    }
    this.cell.fill(-1)
    this.score.fill(-1)
    this.rows.set(rows.subarray(0, count))
    this.judge(count)
  }

  /** Judges the first `count` of `rows` anew and moves them to where they belong now. */
  private judge(count: number): void {
    if (count === 0) return
    const { rows, kept, totals, prepared, cluster } = this
    const { nodes } = cluster
    if (this.fresh.length < nodes.state.length) this.fresh = new Int32Array(nodes.state.length)
    const { fresh } = this
    let left = 0
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      fresh[row] = -1
      if (nodes.state[row] === NODE_READY) kept[left++] = row
    }
    for (let f = 0; f < prepared.nodeFilters.length && left > 0; f++) left = prepared.nodeFilters[f].keep(kept, left)
    totals.fill(0, 0, left)
    for (const { score, weight } of prepared.nodeScores) score.add(kept, left, weight, totals)
    for (let i = 0; i < left; i++) fresh[kept[i]] = totals[i]
    this.place(count)
  }

  private place(count: number): void {
    const { rows, fresh, cells, cell, score } = this
    const { nodes, tallies } = this.cluster
    const columns = this.prepared.slots.map((tally) => tallies.columns[tally])
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const rank = this.ranks.rankOf[row]
      const oldCell = cell[rank]
      const oldScore = score[rank]
      const newCell = nodes.state[row] === NODE_READY ? cells.cellOf(nodes.group[row], columns, row) : -1
      const newScore = fresh[row]
      if (newCell === oldCell && newScore === oldScore) continue
      if (oldScore !== -1) cells.delete(oldCell, oldScore, rank)
      if (newCell !== oldCell) {
        if (oldCell !== -1) cells.cells[oldCell].nodes--
        if (newCell !== -1) cells.cells[newCell].nodes++
        cell[rank] = newCell
      }
      if (newScore !== -1) cells.add(newCell, newScore, rank)
      score[rank] = newScore
    }
  }

  private emptyCells(): Cells {
    return new Cells(this.cluster.order.count, this.prepared.wholeUpTo ?? 0, this.prepared.slots.length)
  }
}
