import type { PodClass } from '../../cluster/pod-class.ts'

/** A node that an earlier preemption has emptied or is emptying for the pod. */
export interface NominatedNode {
  /** Whether a filter now turns the node down in a way that no eviction changes. */
  readonly unresolvable: boolean
  readonly pods: readonly { readonly priority: number; readonly leavesByPreemption: boolean }[]
}

/** Whether a pod that found no node may take one from others: not while victims of its last preemption are still leaving. */
export function mayPreempt(
  podClass: Pick<PodClass, 'priority' | 'scheduling'>,
  nominated: NominatedNode | null,
): boolean {
  if (podClass.scheduling.preemptionPolicy === 'Never') return false
  if (nominated === null || nominated.unresolvable) return true
  return !nominated.pods.some(({ priority, leavesByPreemption }) => leavesByPreemption && priority < podClass.priority)
}
