import type { Random } from '../base/random.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { NODE_READY } from '../cluster/node-table.ts'
import { viewOf } from '../cluster/view.ts'
import type { FilterPlugin, RowFilter, RowScore, ScorePlugin } from '../policies/types.ts'

/** A profile with its names looked up. */
export interface PlacementParts {
  readonly filters: readonly FilterPlugin[]
  readonly scores: readonly { readonly plugin: ScorePlugin; readonly weight: number; readonly options: unknown }[]
  readonly ties: 'first' | 'random'
  /** Where ties are drawn from. */
  readonly random: Random
}

interface PreparedClass {
  readonly filters: readonly RowFilter[]
  readonly scores: readonly { readonly score: RowScore; readonly weight: number }[]
}

/** Chooses a node for a pod class: filter, score, pick. Reads the cluster, changes nothing. */
export class Placement {
  private readonly cluster: Cluster
  private readonly parts: PlacementParts
  private readonly prepared: PreparedClass[] = []
  private rows = new Int32Array(0)
  private totals = new Float64Array(0)

  constructor(cluster: Cluster, parts: PlacementParts) {
    this.cluster = cluster
    this.parts = parts
  }

  /** The node that the policy puts first among ready nodes, or -1 when no node is feasible. */
  choose(podClass: number): number {
    const count = this.readyRows()
    return this.chooseAmong(podClass, this.rows, count)
  }

  /** The same among the first `count` of `candidates`, whatever the state of those nodes; `candidates` is overwritten. */
  chooseAmong(podClass: number, candidates: Int32Array, count: number): number {
    const { filters, scores } = this.prepare(podClass)
    let feasible = count
    for (let f = 0; f < filters.length && feasible > 0; f++) feasible = filters[f](candidates, feasible)
    if (feasible === 0) return -1
    if (scores.length === 0) return candidates[this.parts.ties === 'random' ? this.parts.random.int(feasible) : 0]
    if (this.totals.length < feasible) this.totals = new Float64Array(candidates.length)
    const { totals } = this
    totals.fill(0, 0, feasible)
    for (const { score, weight } of scores) score(candidates, feasible, weight, totals)
    return candidates[this.best(feasible)]
  }

  /** Position of the highest total; of equals the first, or one drawn at random. */
  private best(feasible: number): number {
    const { totals } = this
    let best = 0
    let equals = 1
    for (let i = 1; i < feasible; i++) {
      if (totals[i] > totals[best]) {
        best = i
        equals = 1
      } else if (totals[i] === totals[best]) equals++
    }
    if (this.parts.ties === 'first' || equals === 1) return best
    const top = totals[best]
    for (let skip = this.parts.random.int(equals); skip > 0; skip--) {
      do best++
      while (totals[best] !== top)
    }
    return best
  }

  private readyRows(): number {
    const { nodeOrder, nodeCount, nodes } = this.cluster
    if (this.rows.length < nodeCount) this.rows = new Int32Array(nodeOrder.length)
    let count = 0
    for (let i = 0; i < nodeCount; i++) {
      const row = nodeOrder[i]
      if (nodes.state[row] === NODE_READY) this.rows[count++] = row
    }
    return count
  }

  private prepare(podClass: number): PreparedClass {
    let prepared = this.prepared[podClass]
    if (prepared === undefined) {
      const view = viewOf(this.cluster)
      const pod = this.cluster.classes[podClass]
      prepared = {
        filters: this.parts.filters.map((filter) => filter.prepare(pod, view)),
        scores: this.parts.scores.map(({ plugin, weight, options }) => ({
          score: plugin.prepare(pod, view, options),
          weight,
        })),
      }
      this.prepared[podClass] = prepared
    }
    return prepared
  }
}
