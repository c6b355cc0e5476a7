import type { GpuRequest } from './gpus.ts'
import type { LabelSelector, NodeSelectorTerm } from './selectors.ts'

/** A pod (anti-)affinity term. Where neither namespaces nor a selector of them is given, the pod's own namespace counts. */
export interface PodAffinityTerm {
  readonly topologyKey: string
  readonly labelSelector: LabelSelector | null
  readonly namespaces: readonly string[]
  /** Null: absent. A selector without requirements: every namespace. */
  readonly namespaceSelector: LabelSelector | null
}

export interface PodAffinity {
  readonly required: readonly PodAffinityTerm[]
  readonly preferred: readonly { readonly weight: number; readonly term: PodAffinityTerm }[]
}

export interface Affinity {
  readonly node: {
    /** Terms are ORed. Null: no requirement; an empty list matches nothing. */
    readonly required: readonly NodeSelectorTerm[] | null
    readonly preferred: readonly { readonly weight: number; readonly preference: NodeSelectorTerm }[]
  }
  readonly pod: PodAffinity
  readonly podAnti: PodAffinity
}

export const NO_AFFINITY: Affinity = {
  node: { required: null, preferred: [] },
  pod: { required: [], preferred: [] },
  podAnti: { required: [], preferred: [] },
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'
  readonly labelSelector: LabelSelector | null
  readonly minDomains: number | null
  readonly nodeAffinityPolicy: 'Honor' | 'Ignore'
  readonly nodeTaintsPolicy: 'Honor' | 'Ignore'
  /** Label keys whose values on the pod narrow the selector. */
  readonly matchLabelKeys: readonly string[]
}

export interface HostPort {
  readonly hostIp: string
  readonly protocol: string
  readonly hostPort: number
}

/** Where a pod's spread constraints come from; it decides what happens to nodes without the topology keys. */
export type SpreadSource = 'pod' | 'list' | 'system'

/** What a scheduler reads of a pod besides its requests. */
export interface PodScheduling {
  readonly namespace: string
  /** Empty: any node. */
  readonly nodeName: string
  readonly affinity: Affinity
  readonly topologySpreadConstraints: readonly TopologySpreadConstraint[]
  /**
   * Selector of the pods that the scheduler's default spread constraints count: what the Services in front of the pod and its
   * owner (ReplicaSet, StatefulSet) select together; null: nothing selects it, so there is no default spread.
   */
  readonly defaultSpreadSelector: LabelSelector | null
  readonly hostPorts: readonly HostPort[]
  readonly preemptionPolicy: 'PreemptLowerPriority' | 'Never'
  /** Devices of the node that it wants; absent: none. */
  readonly gpu?: GpuRequest
}

export const PLAIN_SCHEDULING: PodScheduling = {
  namespace: 'default',
  nodeName: '',
  affinity: NO_AFFINITY,
  topologySpreadConstraints: [],
  defaultSpreadSelector: null,
  hostPorts: [],
  preemptionPolicy: 'PreemptLowerPriority',
}
