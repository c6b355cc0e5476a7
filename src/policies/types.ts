import type { z } from 'zod'
import type { PodClass } from '../cluster/pod-class.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { NodePool } from '../model/cluster-spec.ts'
import type { ServiceWorkload } from '../model/workload.ts'

/** What every policy plugin says of itself. */
export interface PolicyPlugin<Options> {
  readonly name: string
  /** One sentence for `simcap list` and the reference. */
  readonly doc: string
  readonly options: z.ZodType<Options>
}

/** What a pod autoscaler sees of its service. */
export interface ServiceView {
  readonly nowUs: number
  readonly replicasDesired: number
  /** Pods that exist and are not on their way out, ready or not. */
  readonly replicasCurrent: number
  readonly replicasReady: number
  readonly loadPerSecond: number
  readonly capacityPerReplicaPerSecond: number
  /** CPU used by ready pods divided by the CPU that they request; null without ready pods or without a request. */
  readonly cpuUtilisation: number | null
}

export interface ReplicaDecision {
  readonly replicas: number
  /** The numbers behind it, in one sentence. */
  readonly reason: string
}

export interface PodAutoscaler {
  /** How often it is asked; null: never. */
  readonly everyUs: number | null
  decide(service: ServiceView): ReplicaDecision
}

export interface PodAutoscalerPlugin<Options = unknown> extends PolicyPlugin<Options> {
  /** One autoscaler with its own memory for one service. */
  create(options: Options, workload: ServiceWorkload): PodAutoscaler
}

/** What a node autoscaler sees of a pool. */
export interface PoolView {
  readonly pool: NodePool
  readonly nodesReady: number
  readonly nodesBooting: number
  /** Ready nodes without pods, longest idle first. */
  readonly idle: readonly { readonly node: number; readonly sinceUs: number }[]
}

export interface NodeAutoscalerView {
  readonly nowUs: number
  readonly pools: readonly PoolView[]
  /** Pods that the scheduler found no node for, oldest first. */
  readonly unschedulablePods: number
  /**
   * What would happen if `count` nodes of a pool joined: how many of the unschedulable pods would then be placed, and on
   * how many of the new nodes. Tried in a fork with the scheduler's own filters, nodes still booting included; nothing is left of it.
   */
  wouldPlace(poolIndex: number, count: number): { readonly pods: number; readonly nodesUsed: number }
}

export type NodeDecision =
  | { readonly kind: 'add'; readonly poolIndex: number; readonly count: number; readonly reason: string }
  | { readonly kind: 'remove'; readonly node: number; readonly reason: string }

export interface NodeAutoscaler {
  readonly everyUs: number | null
  decide(view: NodeAutoscalerView): readonly NodeDecision[]
}

export interface NodeAutoscalerPlugin<Options = unknown> extends PolicyPlugin<Options> {
  create(options: Options): NodeAutoscaler
}

/**
 * How far a filter or score must look to judge a node. `node`: only at the node's own row, so a judgement stays true until
 * that row changes; `group`: at static facts of the node's group, so it is the same for the whole group.
 */
export type Reach = 'node' | 'group'

/**
 * A filter made ready for one pod class. It owns its loop: keeps the rows that pass, in order, at the front of `rows`,
 * and returns how many there are.
 */
export type RowFilter = (rows: Int32Array, count: number) => number

/** A score made ready for one pod class: adds `weight` × its score of each row to `totals`, position by position. */
export type RowScore = (rows: Int32Array, count: number, weight: number, totals: Float64Array) => void

/** A filter by its name in kube-scheduler. */
export interface FilterPlugin {
  readonly name: string
  readonly doc: string
  readonly reach: Reach
  prepare(podClass: PodClass, cluster: ClusterView): RowFilter
}

export interface ScorePlugin<Options = unknown> extends PolicyPlugin<Options> {
  readonly reach: Reach
  /** Scores are 0 to 100, higher is better, unless the plugin's sentence says otherwise. */
  prepare(podClass: PodClass, cluster: ClusterView, options: Options): RowScore
}

/** What a placement policy is made of: a scheduler profile as data, so that policies need not know each other. */
export interface Profile {
  /** Score plugins by name; none: every feasible node is as good as any other. */
  readonly scores: readonly { readonly plugin: string; readonly weight: number; readonly options?: unknown }[]
  /** Which of the best nodes is taken: the first in node order, or one drawn from the policy's own stream. */
  readonly ties: 'first' | 'random'
}

export interface PlacementPlugin<Options = unknown> extends PolicyPlugin<Options> {
  profile(options: Options): Profile
}
