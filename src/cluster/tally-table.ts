import { grown } from './grown.ts'
import type { PodClass } from './pod-class.ts'

/** What a tally counts: every pod on a node adds the weight of its class. */
export interface TallySpec {
  /** Tallies of the same key are one. */
  readonly key: string
  /** Whether a pod that is on its way out still counts. */
  readonly countsTerminating: boolean
  readonly weightOf: (podClass: PodClass) => number
}

/**
 * Counts of pods per node and per node group, one tally for each thing that filters and scores ask about
 * ("pods of namespace shop with app=web", "weight of preferences for this pod"). Kept up to date as pods come and go, so that asking costs
 * nothing.
 *
 *   columns[t][node]       sum of the weights of the node's pods
 *   groupSums[t][group]    the same over all nodes of a group
 *   totals[t]              the same over all nodes
 */
export class TallyTable {
  readonly columns: Int32Array[] = []
  readonly groupSums: Int32Array[] = []
  readonly totals: number[] = []
  readonly specs: TallySpec[] = []
  private readonly ids = new Map<string, number>()
  /** By class: which tallies its pods count in. */
  private readonly members: { tally: number; weight: number; terminating: boolean }[][] = []
  private nodeCapacity = 0
  private groupCapacity = 0

  /** The number of the tally with this key; `recount` calls back for every class and node that has pods of it. */
  define(
    spec: TallySpec,
    classes: readonly PodClass[],
    recount: (add: (podClass: number, node: number, group: number, terminating: boolean) => void) => void,
  ): number {
    const known = this.ids.get(spec.key)
    if (known !== undefined) return known
    const tally = this.specs.length
    this.ids.set(spec.key, tally)
    this.specs.push(spec)
    this.columns.push(new Int32Array(this.nodeCapacity))
    this.groupSums.push(new Int32Array(this.groupCapacity))
    this.totals.push(0)
    const weights = classes.map((podClass) => this.join(tally, podClass))
    if (weights.some((weight) => weight !== 0)) {
      recount((podClass, node, group, terminating) => {
        if (!terminating || spec.countsTerminating) this.add(tally, node, group, weights[podClass])
      })
    }
    return tally
  }

  /** A new class of pods: finds the tallies that it counts in. */
  classAdded(podClass: PodClass): void {
    this.members[podClass.id] = []
    for (let tally = 0; tally < this.specs.length; tally++) this.join(tally, podClass)
  }

  reserve(nodes: number, groups: number): void {
    if (nodes > this.nodeCapacity) {
      this.nodeCapacity = nodes
      for (let t = 0; t < this.columns.length; t++) this.columns[t] = grown(this.columns[t], new Int32Array(nodes))
    }
    if (groups > this.groupCapacity) {
      this.groupCapacity = Math.max(16, groups * 2)
      for (let t = 0; t < this.groupSums.length; t++) {
        this.groupSums[t] = grown(this.groupSums[t], new Int32Array(this.groupCapacity))
      }
    }
  }

  /** A pod comes to a node (+1) or leaves it (−1). */
  count(podClass: number, node: number, group: number, sign: 1 | -1, terminating: boolean): void {
    for (const member of this.members[podClass]) {
      if (!terminating || member.terminating) this.add(member.tally, node, group, sign * member.weight)
    }
  }

  /** A pod on a node begins (−1) or, when that is undone, ceases (+1) to be on its way out. */
  countLeaving(podClass: number, node: number, group: number, sign: 1 | -1): void {
    for (const member of this.members[podClass]) {
      if (!member.terminating) this.add(member.tally, node, group, sign * member.weight)
    }
  }

  add(tally: number, node: number, group: number, amount: number): void {
    this.columns[tally][node] += amount
    this.groupSums[tally][group] += amount
    this.totals[tally] += amount
  }

  private join(tally: number, podClass: PodClass): number {
    const spec = this.specs[tally]
    const weight = spec.weightOf(podClass)
    if (weight !== 0) this.members[podClass.id].push({ tally, weight, terminating: spec.countsTerminating })
    return weight
  }
}
