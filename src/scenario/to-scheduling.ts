import {
  type Affinity,
  type HostPort,
  NO_AFFINITY,
  type PodAffinity,
  type PodAffinityTerm,
  type PodScheduling,
  type TopologySpreadConstraint,
} from '../model/scheduling.ts'
import type { LabelRequirement, LabelSelector } from '../model/selectors.ts'
import type {
  AffinityDocument,
  PodAffinityDocument,
  PodAffinityTermDocument,
  SpreadConstraintDocument,
} from './affinity-schema.ts'
import type { PodSaid } from './pod-said.ts'
import type { PodPriority } from './priority-of.ts'

type Labels = Readonly<Record<string, string>>

/** What a scheduler reads of a workload's pods. A service stands in front of the pods that have all its labels. */
export function toScheduling(
  said: PodSaid,
  { namespace, hasService }: { readonly namespace: string; readonly hasService: boolean },
  preemptionPolicy: PodPriority['preemptionPolicy'],
): PodScheduling {
  const { fields, labels } = said
  return {
    namespace,
    nodeName: fields.nodeName ?? '',
    affinity: toAffinity(fields.affinity, labels),
    topologySpreadConstraints: fields.topologySpreadConstraints.map(toSpreadConstraint),
    defaultSpreadSelector: hasService ? { matchLabels: labels, matchExpressions: [] } : null,
    hostPorts: hostPortsOf(said),
    preemptionPolicy,
  }
}

function toAffinity({ nodeAffinity, podAffinity, podAntiAffinity }: AffinityDocument, labels: Labels): Affinity {
  return {
    node: {
      required: nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? null,
      preferred: nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [],
    },
    pod: toPodAffinity(podAffinity, labels),
    podAnti: toPodAffinity(podAntiAffinity, labels),
  }
}

function toPodAffinity(affinity: PodAffinityDocument | undefined, labels: Labels): PodAffinity {
  if (affinity === undefined) return NO_AFFINITY.pod
  return {
    required: affinity.requiredDuringSchedulingIgnoredDuringExecution.map((term) => toTerm(term, labels)),
    preferred: affinity.preferredDuringSchedulingIgnoredDuringExecution.map(({ weight, podAffinityTerm }) => ({
      weight,
      term: toTerm(podAffinityTerm, labels),
    })),
  }
}

function toTerm(term: PodAffinityTermDocument, labels: Labels): PodAffinityTerm {
  const { topologyKey, labelSelector, namespaces, namespaceSelector, matchLabelKeys, mismatchLabelKeys } = term
  const same = [...own(matchLabelKeys, 'In', labels), ...own(mismatchLabelKeys, 'NotIn', labels)]
  return {
    topologyKey,
    labelSelector: labelSelector === undefined ? null : narrowed(labelSelector, same),
    namespaces,
    namespaceSelector: namespaceSelector ?? null,
  }
}

/** As the API server writes them into the selector; a key that the pod lacks does not matter. */
function own(keys: readonly string[], operator: 'In' | 'NotIn', labels: Labels): LabelRequirement[] {
  return keys.flatMap((key) => {
    const value = labels[key]
    return value === undefined ? [] : [{ key, operator, values: [value] }]
  })
}

function narrowed(selector: LabelSelector, requirements: readonly LabelRequirement[]): LabelSelector {
  return { ...selector, matchExpressions: [...selector.matchExpressions, ...requirements] }
}

function toSpreadConstraint(constraint: SpreadConstraintDocument): TopologySpreadConstraint {
  const { labelSelector = null, minDomains = null, ...rest } = constraint
  return { ...rest, labelSelector, minDomains }
}

/** On the node's own network every port of a container is one of the node. Init containers' ports do not count, sidecars' do. */
function hostPortsOf({ containers, initContainers, hostNetwork }: PodSaid): HostPort[] {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
  return [...containers, ...sidecars].flatMap(({ ports }) =>
    ports.flatMap(({ hostIP = '', protocol, ...port }) => {
      const hostPort = port.hostPort ?? (hostNetwork ? port.containerPort : undefined)
      return hostPort === undefined ? [] : [{ hostIp: hostIP, protocol, hostPort }]
    }),
  )
}
