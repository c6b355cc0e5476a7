import type { Random } from '../../base/random.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import type { PolicyPlugin } from '../types.ts'

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
