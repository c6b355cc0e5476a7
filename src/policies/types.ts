import type { z } from 'zod'
import type { Random } from '../base/random.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { Amounts } from '../model/amounts.ts'
import type { NodePool } from '../model/cluster-spec.ts'
import type { RunningContainers } from '../model/pod-requests.ts'
import type { ServiceWorkload } from '../model/workload.ts'
import type { PodGroup, PodSample } from './pod-group.ts'

export type { PodGroup } from './pod-group.ts'

/** What every policy plugin says of itself. */
export interface PolicyPlugin<Options> {
  readonly name: string
  /** One sentence for `simcap list` and the reference. */
  readonly doc: string
  readonly options: z.ZodType<Options>
}

/** A reading of one pod. */
export interface ServicePodSample extends PodSample {
  /** Of the window. */
  readonly cpuMilli: number
  /** At its end. */
  readonly memoryBytes: number
}

/**
 * What a pod autoscaler sees of its service: replicas as the API server has them, everything else as the metrics pipeline
 * last read it.
 */
export interface ServiceView {
  readonly nowUs: number
  readonly replicasDesired: number
  /** Pods that exist and are not on their way out, ready or not. */
  readonly replicasCurrent: number
  readonly replicasReady: number
  /** Ready replicas that the reading of their use is of, on average over its window. */
  readonly replicasMeasured: number
  /** Requests that arrived per second. */
  readonly loadPerSecond: number
  /** Requests that waited in line. */
  readonly queueLength: number
  /** Requests that ready replicas worked on, on average. */
  readonly inFlight: number
  readonly capacityPerReplicaPerSecond: number
  /** CPU used by the replicas measured, as a share of the CPU that they request; null without such a replica or request. */
  readonly cpuUtilisation: number | null
  /** What a named curve of the scenario is as a metric from outside: at the last reading, or at an instant. */
  outside(curve: string, atUs?: number): number
  /** The pods, those that are alike together. Good only while it is decided. */
  readonly pods: readonly PodGroup<ServicePodSample>[]
  /** From creation to ready, of the pod that got there last; null: none has. */
  readonly startUs: number | null
}

/** What pods of a service are to request. Cpu in milli-CPU, memory in bytes. */
export interface PodSizes {
  /** Of new pods from now on; what is not named stays as it is. */
  readonly requests: Amounts
  /** Pods that request less than this, or more than that, are replaced: so many now, as far as disruption budgets allow. */
  readonly below: Amounts
  readonly above: Amounts
  readonly replaceAtMost: number
}

export interface ReplicaDecision {
  readonly replicas: number
  /** Absent: what pods request stays as it is. */
  readonly sizes?: PodSizes
  /** The numbers behind it, in one sentence. */
  readonly reason: string
}

export interface PodAutoscaler {
  /** How often it is asked; null: never. */
  readonly everyUs: number | null
  /** False: it looks at no measurement, and so waits for none. */
  readonly measures?: false
  decide(service: ServiceView): ReplicaDecision
}

/** Where a run lies in time. */
export interface RunClock {
  readonly durationUs: number
  /** What a clock on the wall shows at the start, as milliseconds since 1970 in no zone; null: the scenario names no start. */
  readonly localStartMs: number | null
}

/** What a policy's options are checked against. */
export interface ScaledWorkload {
  readonly name: string
  readonly pod: RunningContainers
  /** Names of the scenario's curves. */
  readonly curves: readonly string[]
}

/** Something wrong with the options of a policy, at a path inside them. */
export interface PolicyFinding {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly hint: string
}

export interface PodAutoscalerPlugin<Options = unknown> extends PolicyPlugin<Options> {
  /** What is wrong with the options for this workload, before anything runs; absent: options that are right are right for all. */
  check?(options: Options, workload: ScaledWorkload, clock: RunClock): readonly PolicyFinding[]
  /** Curves that it takes as metrics from outside; absent: none. */
  curvesRead?(options: Options): readonly string[]
  /** One autoscaler with its own memory for one service. */
  create(options: Options, workload: ServiceWorkload, clock: RunClock): PodAutoscaler
}

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

/**
 * What the scheduler chooses from: a *candidate* is one node, or all nodes of the cluster that the pod at hand cannot tell
 * apart except by their node-local scores. Plugins that look beyond a node's own row judge candidates, so that the same code
 * serves a scan (a candidate for every node) and the score index (a few dozen candidates for any number of nodes).
 */
export interface Candidates {
  readonly size: number
  /** By candidate: the node group. */
  readonly group: Int32Array
  /** By candidate: how many nodes it stands for that are still feasible; 0: out. */
  readonly feasible: Int32Array
  /** By candidate: how many nodes it stands for, feasible or not. */
  readonly nodes: Int32Array
  /** [slot][candidate]: the tally that the plugin asked for in that slot, on each of the candidate's nodes. */
  readonly slots: readonly Int32Array[]
  /** By candidate: the node row; only meaningful for plugins with `needsEveryNode`. */
  readonly row: Int32Array
}

/** Why a node was turned down, in kube-scheduler's words. */
export interface Rejection {
  readonly reasons: readonly string[]
  /** Whether evicting pods from the node could help (Unschedulable) or not (UnschedulableAndUnresolvable). */
  readonly resolvable: boolean
}

/** Looks only at the node's own row and at tallies on that node: the verdict stands until the row changes. */
export interface NodeFilter {
  readonly reach: 'node'
  /** Keeps the rows that pass, in order, at the front of `rows`, and returns how many there are. */
  keep(rows: Int32Array, count: number): number
  /** Why a row did not pass. */
  explain(row: number): Rejection
}

/** Looks at the whole cluster by way of candidates. */
export interface CandidateFilter {
  readonly reach: 'candidates'
  /** Tallies whose value on the candidate's own nodes matters. */
  readonly slots: readonly number[]
  /** The plugin must know which node a candidate is: candidates are then single nodes, and choosing costs a scan. */
  readonly needsEveryNode?: boolean
  /** Sets `feasible` to 0 for candidates that do not pass; those already at 0 may be left alone. */
  judge(candidates: Candidates): void
  /** Why a candidate did not pass. */
  explain(candidates: Candidates, candidate: number): Rejection
}

/** Something that happened and that may let pods in that were turned down before. */
export type ClusterEvent =
  | { readonly kind: 'pod-bound' | 'pod-gone'; readonly podClass: PodClass; readonly node: number }
  | { readonly kind: 'node-added' | 'node-changed' | 'node-removed'; readonly node: number }

/** A filter by its name in kube-scheduler; the options are its arguments in a KubeSchedulerConfiguration. */
export interface FilterPlugin<Options = unknown> extends PolicyPlugin<Options> {
  /**
   * What can turn the filter's no into a yes: kube-scheduler's queueing hints. Pods that it turned down are tried again only after
   * such an event, if it `helps`. A node that is removed can still be read. Absent: every event may help.
   */
  readonly retry?: {
    readonly events: readonly ClusterEvent['kind'][]
    helps?(event: ClusterEvent, podClass: PodClass, cluster: ClusterView, options: Options): boolean
  }
  /** Null when the pod gives the filter nothing to check. */
  prepare(podClass: PodClass, cluster: ClusterView, options: Options): NodeFilter | CandidateFilter | null
}

/** A score that stands until the node's row changes. */
export interface NodeScore {
  readonly reach: 'node'
  /** Highest score when all scores are whole numbers from 0 on; null when they are not. */
  readonly wholeUpTo: number | null
  /** Adds `weight` × the score of each row to `totals`, position by position. */
  add(rows: Int32Array, count: number, weight: number, totals: Float64Array): void
  /**
   * Adds `weight` × a whole number that the row's score does not exceed, faster than the score itself is found: most nodes that change
   * are not near the best, and a bound is all that need be known of them. Absent: `add` is fast enough.
   */
  bound?(rows: Int32Array, count: number, weight: number, totals: Float64Array): void
}

/** A score that compares candidates, normalisation included. */
export interface CandidateScore {
  readonly reach: 'candidates'
  readonly slots: readonly number[]
  readonly needsEveryNode?: boolean
  /**
   * What the plugin makes of a group: nodes of groups with equal keys may be one candidate. Absent: every group is different.
   */
  groupKey?(group: number): string
  /** Adds `weight` × the score of each feasible candidate to `totals`. */
  add(candidates: Candidates, weight: number, totals: Float64Array): void
}

export interface ScorePlugin<Options = unknown> extends PolicyPlugin<Options> {
  /** Null when the pod gives the score nothing to compare: it then counts as 0 for every node. */
  prepare(podClass: PodClass, cluster: ClusterView, options: Options): NodeScore | CandidateScore | null
}

/** Which devices of its node a pod gets. */
export interface DevicePlugin {
  readonly name: string
  /** One sentence for the reference. */
  readonly doc: string
  /** For pods of a class: the devices of a node that has room, as bits. */
  prepare(podClass: PodClass, cluster: ClusterView, random: Random): (row: number) => number
}

/** A plugin of a profile with its decoded options; without: the plugin's own defaults. */
export interface PluginUse {
  readonly plugin: string
  readonly options?: unknown
}

/** What a placement policy is made of: a scheduler profile as data, so that policies need not know each other. */
export interface Profile {
  /** Score plugins by name; none: every feasible node is as good as any other. */
  readonly scores: readonly (PluginUse & { readonly weight: number })[]
  /** Filter plugins by name, in the order in which they run; absent: every one in the registry's order, as it is by default. */
  readonly filters?: readonly PluginUse[]
  /** Which of the best nodes is taken: the first in node order, or one drawn from the policy's own stream. */
  readonly ties: 'first' | 'random'
  /** Which devices of the node a pod gets, by the name of the rule; absent: where it fits best. */
  readonly devices?: string
  /**
   * How many of the nodes are looked at before the best of the feasible ones is taken, as kube-scheduler reads it
   * (at least 100 nodes; 0: 50 % and less the more nodes there are). Absent: 100, every node.
   */
  readonly percentageOfNodesToScore?: number
  /**
   * Arguments of kube-scheduler's DefaultPreemption: how many candidate nodes are tried at least. Null: no pod has to make room
   * for another. Absent: 10 % and 100, as by default.
   */
  readonly preemption?: {
    readonly minCandidateNodesPercentage: number
    readonly minCandidateNodesAbsolute: number
  } | null
  /** Plugins that a configuration asks for and simcap has no model of; absent: none. */
  readonly ignored?: readonly string[]
}

export interface PlacementPlugin<Options = unknown> extends PolicyPlugin<Options> {
  profile(options: Options): Profile
}
