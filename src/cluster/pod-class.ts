import type { PodScheduling } from '../model/scheduling.ts'
import type { PodTemplate, Toleration } from '../model/workload.ts'

/**
 * Pods that the scheduler cannot tell apart. A cluster has as many classes as it has distinct pod templates,
 * so whatever a policy derives from a pod is derived once per class.
 */
export interface PodClass {
  readonly id: number
  readonly labels: ReadonlyMap<string, string>
  /** Requested amounts by resource column. */
  readonly requests: Float64Array
  /** The same for scoring, with kube-scheduler's non-zero defaults. */
  readonly nonZeroCpuMilli: number
  readonly nonZeroMemoryBytes: number
  readonly nodeSelector: readonly (readonly [string, string])[]
  readonly tolerations: readonly Toleration[]
  readonly priority: number
  readonly scheduling: PodScheduling
  readonly images: readonly { readonly name: string; readonly sizeBytes: number }[]
}

export function podClassOf(id: number, template: PodTemplate, resources: readonly string[]): PodClass {
  return {
    id,
    labels: sortedMap(template.labels),
    requests: Float64Array.from(resources, (name) => template.requests[name] ?? 0),
    nonZeroCpuMilli: template.scored.cpuMilli,
    nonZeroMemoryBytes: template.scored.memoryBytes,
    nodeSelector: [...sortedMap(template.nodeSelector)],
    tolerations: template.tolerations,
    priority: template.priority,
    scheduling: template.scheduling,
    images: template.images,
  }
}

function sortedMap(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(record)
      .sort()
      .map((key) => [key, record[key]]),
  )
}

/** Everything that makes two templates different to the scheduler or the kubelet, as one text. */
export function classKey(template: PodTemplate): string {
  return JSON.stringify([
    template.labels,
    template.requests,
    template.scored,
    template.nodeSelector,
    template.tolerations,
    template.priority,
    template.scheduling,
    template.images,
  ])
}

/** Whether pods of this class make other pods' placement depend on where they are. */
export function hasPodAffinity({ scheduling: { affinity } }: PodClass): boolean {
  const { pod, podAnti } = affinity
  return pod.required.length + pod.preferred.length + podAnti.required.length + podAnti.preferred.length > 0
}
