import { type Amounts, CPU, MEMORY } from '../model/amounts.ts'
import type { PodTemplate, Toleration } from '../model/workload.ts'

/** What a container without a request counts as in kube-scheduler's scores (pkg/scheduler/util/pod_resources.go). */
export const NON_ZERO_CPU_MILLI = 100
export const NON_ZERO_MEMORY_BYTES = 200 * 1024 * 1024

/**
 * Pods that the scheduler cannot tell apart. A cluster has as many classes as it has distinct pod templates,
 * so whatever a policy derives from a pod is derived once per class.
 */
export interface PodClass {
  readonly id: number
  /** Requested amounts by resource column. */
  readonly requests: Float64Array
  /** The same for scoring: an absent request counts as the non-zero default, a written 0 as 0. */
  readonly nonZeroCpuMilli: number
  readonly nonZeroMemoryBytes: number
  readonly nodeSelector: readonly (readonly [string, string])[]
  readonly tolerations: readonly Toleration[]
  readonly priority: number
  readonly image: { readonly name: string; readonly sizeBytes: number }
}

export function podClassOf(id: number, template: PodTemplate, resources: readonly string[]): PodClass {
  const requests = Float64Array.from(resources, (name) => template.requests[name] ?? 0)
  return {
    id,
    requests,
    nonZeroCpuMilli: written(template.requests, 'cpu') ? requests[CPU] : NON_ZERO_CPU_MILLI,
    nonZeroMemoryBytes: written(template.requests, 'memory') ? requests[MEMORY] : NON_ZERO_MEMORY_BYTES,
    nodeSelector: Object.keys(template.nodeSelector)
      .sort()
      .map((key) => [key, template.nodeSelector[key]] as const),
    tolerations: template.tolerations,
    priority: template.priority,
    image: template.image,
  }
}

function written(amounts: Amounts, name: string): boolean {
  return Object.hasOwn(amounts, name)
}
