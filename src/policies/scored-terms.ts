import type { PodClass } from '../cluster/pod-class.ts'
import type { ClusterView } from '../cluster/view.ts'
import { CPU, MEMORY } from '../model/amounts.ts'

/** A resource that a node score looks at. */
export interface ScoredTerm {
  readonly weight: number
  /** What the pod asks for. */
  readonly request: number
  /** The column of the resource. */
  readonly resource: number
}

/**
 * The resources of a list that count for a pod: those that some node has, but extended ones and huge pages only when the pod asks
 * for them. `requestOf` says what a resource column is asked for.
 */
export function scoredTerms(
  podClass: PodClass,
  cluster: ClusterView,
  resources: readonly { readonly name: string; readonly weight: number }[],
  requestOf: (resource: number) => number,
): ScoredTerm[] {
  return resources.flatMap(({ name, weight }) => {
    const resource = cluster.resources.indexOf(name)
    if (resource === -1 || (isScalar(name) && podClass.requests[resource] === 0)) return []
    return [{ weight, request: requestOf(resource), resource }]
  })
}

/** kube-scheduler's "scalar" resources: everything but cpu, memory and ephemeral storage. */
function isScalar(name: string): boolean {
  return name.includes('/') || name.startsWith('hugepages-') || name.startsWith('attachable-volumes-')
}

/** What a pod counts as in scores that stand in for requests that are missing. */
export function nonZeroRequest(podClass: PodClass, resource: number): number {
  if (resource === CPU) return podClass.nonZeroCpuMilli
  return resource === MEMORY ? podClass.nonZeroMemoryBytes : podClass.requests[resource]
}
