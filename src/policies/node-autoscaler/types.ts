import type { Random } from '../../base/random.ts'
import type { ClusterView } from '../../cluster/view.ts'
import type { NodePool } from '../../model/cluster-spec.ts'
import type { PolicyPlugin } from '../types.ts'

/** A pool's offering by its number. */
export interface NodeOffer {
  readonly poolIndex: number
  readonly offering: number
}

/** A node to order: which of its pool's offerings, and in which of its zones; null: the next in turn. */
export interface NodeOrder {
  readonly offering: number
  readonly zone: number | null
}

/** What a node autoscaler sees of a pool. */
export interface PoolView {
  readonly pool: NodePool
  /** Nodes that are being emptied are ready until they are gone. */
  readonly nodesReady: number
  readonly nodesBooting: number
  readonly nodesLeaving: number
  /** How many nodes so far were refused or never came. */
  readonly failures: number
  /** How many could not be emptied. */
  readonly drainFailures: number
}

/** What new nodes would do for waiting pods. */
export interface Expansion {
  readonly pods: number
  readonly nodes: readonly NodeOrder[]
  /** Of those pods. */
  readonly requestedCpuMilli: number
  readonly requestedMemoryBytes: number
}

/** A pod that would have to leave with its node. */
export interface PodOnNode {
  readonly namespace: string
  readonly workload: string
  readonly kind: 'service' | 'function' | 'job'
  readonly priority: number
  /** Those that select it; what they allow now. A budget is the same object on every pod that is asked about at this look. */
  readonly budgets: readonly { readonly disruptionsAllowed: number }[]
  /** Since when it has been there. */
  readonly createdUs: number
  readonly terminating: boolean
}

/** Rules beside room, for nodes that would go one after the other. */
export interface RemovalRules {
  mayGo(node: number): boolean
  /** It would: the nodes after it are judged without it. */
  goes(node: number): void
}

/** Where the pods of nodes that would go would be; for the next question of this kind, and of no other use. */
export interface RemovalPlan {
  readonly nodes: ReadonlySet<number>
  /** By pod row. */
  readonly moves: ReadonlyMap<number, { readonly from: number; readonly to: number; readonly generation: number }>
  /** By node: the pods that would come to it. */
  readonly arrivals: ReadonlyMap<number, readonly number[]>
  /** Pods that fit in one order fit in every other. */
  readonly inAnyOrder: boolean
  /** Of the cluster when it was made or last looked at. */
  readonly affinityEpoch: number
  readonly version: number
}

export interface Removals {
  readonly verdicts: readonly (boolean | null)[]
  readonly plan: RemovalPlan
}

/**
 * What a node autoscaler sees and may ask. Questions that begin with "would" are tried in a fork with the scheduler's own filters, of
 * which nothing is left.
 */
export interface NodeAutoscalerView {
  readonly nowUs: number
  /** The same number as before: nothing has happened to nodes or pods on them since, and no pod has come or gone. */
  readonly version: number
  readonly pools: readonly PoolView[]
  readonly cluster: ClusterView
  /** Pods that the scheduler found no node for, and since when the oldest has been there; null: none. */
  readonly unschedulablePods: number
  readonly oldestUnschedulableUs: number | null
  /** Whether there are disruption budgets at all. */
  readonly hasBudgets: boolean
  /** Nodes that take pods, in node order: ready, not cordoned, not being emptied. */
  readyNodes(): readonly number[]
  podsOn(node: number): readonly PodOnNode[]
  /** How many of up to `limit` nodes of an offer waiting pods would need (first-fit decreasing, nodes on their way filled first). */
  wouldNeed(offer: NodeOffer, limit: number, leastPriority: number): Expansion
  /** Which nodes, each of the first fitting offers of its pool, waiting pods would need; `room` by pool. `offers` cheapest first. */
  wouldClaim(
    offers: readonly NodeOffer[],
    room: readonly number[],
  ): readonly { readonly poolIndex: number; readonly order: NodeOrder; readonly pods: number }[]
  /**
   * By candidate: whether its pods would fit on the other nodes, with those before it gone; null: not looked at, because `limit` of them can. With
   * the plan of an earlier answer its nodes come first, and pods go where they went then, if they still can.
   */
  wouldGo(
    candidates: readonly number[],
    limit: number,
    before: RemovalPlan | null,
    newRules: () => RemovalRules | null,
  ): Removals
  /** Whether these nodes could all go at once, if need be with one node of the first fitting offer in their place. */
  wouldReplace(
    nodes: readonly number[],
    offers: readonly NodeOffer[],
  ): { readonly fits: boolean; readonly by: { readonly poolIndex: number; readonly order: NodeOrder } | null }
}

export type NodeDecision =
  | { readonly kind: 'add'; readonly poolIndex: number; readonly nodes: readonly NodeOrder[]; readonly reason: string }
  /** Of an empty node. */
  | { readonly kind: 'remove'; readonly node: number; readonly reason: string }
  /** Empties a node by evictions, then removes it; given up when budgets do not let it happen in time. */
  | { readonly kind: 'drain'; readonly node: number; readonly giveUpAfterUs: number; readonly reason: string }

export interface NodeAutoscaler {
  readonly everyUs: number | null
  /** An ordered node that has not come by then is given up. */
  readonly maxProvisionUs: number
  decide(view: NodeAutoscalerView): readonly NodeDecision[]
}

export interface NodeAutoscalerPlugin<Options = unknown> extends PolicyPlugin<Options> {
  create(options: Options, random: Random): NodeAutoscaler
}
