import type { PodContainers } from '../../src/model/pod-requests.ts'
import type { Affinity, PodAffinity, PodAffinityTerm, TopologySpreadConstraint } from '../../src/model/scheduling.ts'
import type { LabelRequirement, LabelSelector, NodeRequirement, NodeSelectorTerm } from '../../src/model/selectors.ts'
import type { Toleration } from '../../src/model/workload.ts'

/*
 * The JSON of the conformance vectors. Numbers beyond 2^53 are decimal strings there; null and absent mean the same,
 * except for label selectors, where the model keeps the difference.
 */

export type Labels = Readonly<Record<string, string>>

export interface VectorNode {
  readonly name: string
  readonly labels?: Labels
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
  readonly allocatable?: Readonly<Record<string, number | string>>
  readonly unschedulable?: boolean
  readonly images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[]
}

export interface VectorSelector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

export interface VectorTerm {
  readonly topologyKey: string
  readonly labelSelector?: VectorSelector | null
  readonly namespaces?: readonly string[]
  readonly namespaceSelector?: VectorSelector | null
}

interface VectorPodAffinity {
  readonly required?: readonly VectorTerm[]
  readonly preferred?: readonly { readonly weight: number; readonly term: VectorTerm }[]
}

type Requirements = VectorSelector['matchExpressions']

export interface VectorNodeTerm {
  readonly matchExpressions?: Requirements
  readonly matchFields?: Requirements
}

export interface VectorNodeAffinity {
  readonly required?: { readonly nodeSelectorTerms?: readonly VectorNodeTerm[] | null } | null
  readonly preferred?: readonly { readonly weight: number; readonly preference: VectorNodeTerm }[]
}

export interface VectorAffinity {
  readonly nodeAffinity?: VectorNodeAffinity
  readonly podAffinity?: VectorPodAffinity
  readonly podAntiAffinity?: VectorPodAffinity
}

interface VectorContainer {
  readonly requests?: Readonly<Record<string, number | string>>
  readonly restartPolicy?: string
  readonly ports?: readonly { readonly protocol?: string; readonly hostIP?: string; readonly hostPort?: number }[]
  /** Requests, where a file writes them beside the container's other keys. */
  readonly [resource: string]: unknown
}

export interface VectorConstraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'
  readonly labelSelector?: VectorSelector | null
  readonly minDomains?: number | null
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore'
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore'
  readonly matchLabelKeys?: readonly string[]
}

export interface VectorPod {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Labels
  /** The node of an existing pod; files use one or the other. */
  readonly nodeName?: string
  readonly node?: string
  readonly terminating?: boolean
  readonly priority?: number
  readonly containers?: readonly VectorContainer[]
  readonly initContainers?: readonly VectorContainer[]
  readonly overhead?: Readonly<Record<string, number | string>>
  readonly resources?: { readonly requests?: Readonly<Record<string, number | string>> }
  readonly nodeSelector?: Labels
  readonly affinity?: VectorAffinity | null
  readonly requiredNodeAffinity?: Requirements
  readonly tolerations?: readonly Toleration[]
  readonly topologySpreadConstraints?: readonly VectorConstraint[]
  readonly defaultSpreadSelector?: VectorSelector | null
  readonly images?: readonly { readonly name: string; readonly sizeBytes: number }[]
}

const NOT_REQUESTS = new Set(['name', 'image', 'ports', 'restartPolicy'])

export function amountsOf(amounts: Readonly<Record<string, unknown>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, Number(amount)]))
}

function containersOf(containers: readonly VectorContainer[] = []): PodContainers['containers'] {
  return containers.map((container) => {
    const beside = Object.entries(container).filter(([name]) => !NOT_REQUESTS.has(name))
    const requests = amountsOf(container.requests ?? Object.fromEntries(beside))
    return container.restartPolicy === undefined ? { requests } : { requests, restartPolicy: container.restartPolicy }
  })
}

export function podContainersOf(pod: VectorPod): PodContainers {
  return {
    containers: containersOf(pod.containers),
    initContainers: containersOf(pod.initContainers),
    podRequests: amountsOf(pod.resources?.requests),
    overhead: amountsOf(pod.overhead),
  }
}

export function selectorOf(selector: VectorSelector | null | undefined): LabelSelector | null {
  if (selector === null || selector === undefined) return null
  return {
    matchLabels: selector.matchLabels ?? {},
    matchExpressions: requirementsOf(selector.matchExpressions) as LabelRequirement[],
  }
}

function requirementsOf(requirements: Requirements): NodeRequirement[] {
  return (requirements ?? []).map(({ key, operator, values = [] }) => ({
    key,
    operator: operator as NodeRequirement['operator'],
    values,
  }))
}

export function nodeTermOf({ matchExpressions, matchFields }: VectorNodeTerm): NodeSelectorTerm {
  return { matchExpressions: requirementsOf(matchExpressions), matchFields: requirementsOf(matchFields) }
}

export function nodeAffinityOf({ required, preferred = [] }: VectorNodeAffinity): Affinity['node'] {
  return {
    required: required === null || required === undefined ? null : (required.nodeSelectorTerms ?? []).map(nodeTermOf),
    preferred: preferred.map(({ weight, preference }) => ({ weight, preference: nodeTermOf(preference) })),
  }
}

export function podTermOf({
  topologyKey,
  labelSelector,
  namespaces = [],
  namespaceSelector,
}: VectorTerm): PodAffinityTerm {
  return {
    topologyKey,
    labelSelector: selectorOf(labelSelector),
    namespaces,
    namespaceSelector: selectorOf(namespaceSelector),
  }
}

function podAffinityOf({ required = [], preferred = [] }: VectorPodAffinity = {}): PodAffinity {
  return {
    required: required.map(podTermOf),
    preferred: preferred.map(({ weight, term }) => ({ weight, term: podTermOf(term) })),
  }
}

export function affinityOf({ affinity, requiredNodeAffinity }: VectorPod): Affinity {
  const node = nodeAffinityOf(affinity?.nodeAffinity ?? {})
  const one = requiredNodeAffinity && [nodeTermOf({ matchExpressions: requiredNodeAffinity })]
  return {
    node: one === undefined ? node : { ...node, required: one },
    pod: podAffinityOf(affinity?.podAffinity),
    podAnti: podAffinityOf(affinity?.podAntiAffinity),
  }
}

export function constraintOf(constraint: VectorConstraint): TopologySpreadConstraint {
  const { maxSkew, topologyKey, whenUnsatisfiable, labelSelector, minDomains, matchLabelKeys = [] } = constraint
  const { nodeAffinityPolicy = 'Honor', nodeTaintsPolicy = 'Ignore' } = constraint
  return {
    maxSkew,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: selectorOf(labelSelector),
    minDomains: minDomains ?? null,
    nodeAffinityPolicy,
    nodeTaintsPolicy,
    matchLabelKeys,
  }
}

/** In NodePorts, init containers count only where they are sidecars. */
export function hostPortsOf({ containers = [], initContainers = [] }: VectorPod) {
  const running = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')]
  return running
    .flatMap(({ ports = [] }) => ports)
    .map(({ hostIP = '', protocol = '', hostPort = 0 }) => ({
      hostIp: hostIP,
      protocol,
      hostPort,
    }))
}
