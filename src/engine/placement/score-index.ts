import type { Random } from '../../base/random.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import type { Batch } from './batch.ts'
import { BestByCell } from './best-by-cell.ts'
import type { CandidateTable } from './candidate-table.ts'
import { CellTable } from './cell-table.ts'
import type { PreparedPod } from './prepared-pod.ts'
import type { Ranks } from './ranks.ts'

/**
 * For one pod class, every node's cell and node-local score, kept so that the best node is found without visiting nodes. The index
 * does nothing when the cluster changes; when it is asked, it judges anew the nodes that changed since it was last asked.
 *
 * A choice: candidate filters and scores judge the cells (a few dozen), the best node-local score of each cell is quickly found, the
 * highest sum wins, of equals the node that comes first in visiting order. Same numbers, same ties as the scan.
 */
export class ScoreIndex {
  private readonly cluster: Cluster
  private readonly prepared: PreparedPod
  private readonly ranks: Ranks
  private readonly batch: Batch
  private readonly table: CandidateTable
  private cells: CellTable
  private best: BestByCell
  private version = 0
  private epoch = -1
  private readonly cellAt: number[] = []

  constructor(cluster: Cluster, prepared: PreparedPod, ranks: Ranks, batch: Batch, table: CandidateTable) {
    this.cluster = cluster
    this.prepared = prepared
    this.ranks = ranks
    this.batch = batch
    this.table = table
    this.cells = this.emptyCells()
    this.best = this.emptyBest()
  }

  /** The node that the profile puts first, or -1. `ties`: null takes the first of equals. */
  choose(ties: Random | null): number {
    const { table } = this
    this.catchUp()
    this.cells.fill(table, this.cellAt)
    if (this.prepared.candidateFilters.length > 0) table.filter()
    if (this.prepared.candidateScores.length > 0) table.score()
    else table.totals.fill(0, 0, table.size)
    const rank = this.bestRank(table, ties)
    return rank === -1 ? -1 : this.ranks.rows[rank]
  }

  /** Cells seen so far: with as many as nodes, an index is no better than a scan. */
  get size(): number {
    return this.cells.count
  }

  private bestRank(table: CandidateTable, ties: Random | null): number {
    const { best, cellAt } = this
    const { feasible, totals, size } = table
    let likeliest = -1
    let bound = Number.NEGATIVE_INFINITY
    for (let i = 0; i < size; i++) {
      if (feasible[i] === 0) continue
      const possible = totals[i] + best.bound(cellAt[i])
      if (possible > bound) {
        likeliest = i
        bound = possible
      }
    }
    if (likeliest === -1) return -1
    best.settle(cellAt[likeliest])
    let top = totals[likeliest] + best.bestScore
    let first = best.bestRank
    for (let i = 0; i < size; i++) {
      if (i === likeliest || feasible[i] === 0 || totals[i] + best.bound(cellAt[i]) < top) continue
      best.settle(cellAt[i])
      const total = totals[i] + best.bestScore
      if (total > top || (total === top && best.bestRank < first)) first = best.bestRank
      if (total > top) top = total
    }
    return ties === null ? first : this.drawn(table, top, ties)
  }

  /** One of the nodes with the highest total, each equally likely. */
  private drawn(table: CandidateTable, top: number, ties: Random): number {
    const totalOf = new Map<number, number>()
    for (let i = 0; i < table.size; i++) if (table.feasible[i] > 0) totalOf.set(this.cellAt[i], table.totals[i])
    const { scores, cell, none, offset } = this.best
    const ranks: number[] = []
    for (let rank = 0; rank < scores.length; rank++) {
      if (scores[rank] === none) continue
      const total = totalOf.get(cell[rank])
      if (total !== undefined && total + (scores[rank] - offset) === top) ranks.push(rank)
    }
    return ranks.length === 1 ? ranks[0] : ranks[ties.int(ranks.length)]
  }

  private catchUp(): void {
    const { changes } = this.cluster
    this.ranks.refresh()
    this.batch.reserve(this.ranks.count)
    const count = this.epoch === this.ranks.epoch ? changes.since(this.version, this.batch.rows) : -1
    if (count === -1) this.rebuild()
    else if (count > 0) this.judge(count)
    this.version = changes.version
  }

  private rebuild(): void {
    const { count, rows } = this.ranks
    this.epoch = this.ranks.epoch
    this.cells = this.emptyCells()
    this.best = this.emptyBest()
    this.batch.rows.set(rows)
    this.judge(count)
  }

  /** Judges the first `count` nodes of the batch anew and tells what became of them. */
  private judge(count: number): void {
    const { prepared } = this
    const { rows, ranks, kept, totals } = this.batch
    const { rankOf } = this.ranks
    let ready = 0
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const rank = rankOf[row]
      if (rank === -1) continue
      rows[ready] = row
      ranks[ready] = rank
      kept[ready++] = row
    }
    let left = ready
    for (let f = 0; f < prepared.nodeFilters.length && left > 0; f++) left = prepared.nodeFilters[f].keep(kept, left)
    totals.fill(0, 0, left)
    for (const { score: plugin, weight } of prepared.nodeScores) plugin.add(kept, left, weight, totals)
    this.moveToCells(ready)
    this.tell(ready, left)
  }

  /** Puts the batch's nodes into the cells that they belong to now; without slots a node never changes its cell. */
  private moveToCells(count: number): void {
    const { cells, best } = this
    const { rows, ranks } = this.batch
    const { group } = this.cluster.nodes
    const columns = this.prepared.slots.map((tally) => this.cluster.tallies.columns[tally])
    if (columns.length === 0 && cells.settled === this.ranks.count) return
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const rank = ranks[i]
      const from = best.cell[rank]
      const to = cells.cellOf(group[row], columns, row)
      if (from === to) continue
      if (to === best.cells) best.addCell()
      cells.move(from, to, best.scores[rank] !== best.none)
      best.moveTo(rank, to)
    }
  }

  /** `kept` and `totals` have the feasible nodes of the batch, in the batch's order. */
  private tell(count: number, left: number): void {
    const { feasible } = this.cells
    const { best } = this
    const { scores, cell, none, offset } = best
    const { rows, ranks, kept, totals } = this.batch
    // With a single cell there is no need to look up which: one column less to wait for.
    const isSingle = this.cells.count === 1
    let next = 0
    for (let i = 0; i < count; i++) {
      const rank = ranks[i]
      const before = scores[rank]
      const now = next < left && kept[next] === rows[i] ? totals[next++] + offset : none
      scores[rank] = now
      const of = isSingle ? 0 : cell[rank]
      if ((before === none) !== (now === none)) feasible[of] += now === none ? -1 : 1
      // Whether the score rose is anybody's guess; whether it beats the bound of its block is mostly no, which is cheaper to ask.
      best.raise(of, rank, now)
    }
  }

  private emptyCells(): CellTable {
    const { slots, groupKey } = this.prepared
    return new CellTable(slots.length, groupKey)
  }

  private emptyBest(): BestByCell {
    return new BestByCell(this.ranks.count, this.prepared.wholeUpTo)
  }
}
