import type { BudgetStatus, UnhealthyPodEvictionPolicy } from './pod-disruption-budget.ts'

export interface EvictedPod {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | ''
  readonly ready: boolean
  readonly deleting: boolean
}

export type CoveringBudget = Pick<BudgetStatus, 'disruptionsAllowed' | 'currentHealthy' | 'desiredHealthy'> & {
  readonly unhealthyPodEvictionPolicy: UnhealthyPodEvictionPolicy
}

export type EvictionVerdict =
  /** `disruption`: it is counted against the budget. */
  { readonly allowed: true; readonly disruption: boolean } | { readonly allowed: false; readonly reason: string }

const FREE: EvictionVerdict = { allowed: true, disruption: false }

/**
 * What the eviction API says (kubernetes, pkg/registry/core/pod/storage/eviction.go). `budgets`: those that select the pod. A pod that
 * serves nobody may go; one that runs without being ready may go while the budget holds without it, or always, as the budget says.
 */
export function evictionVerdict(pod: EvictedPod, budgets: readonly CoveringBudget[]): EvictionVerdict {
  const servesNobody = pod.deleting || pod.phase === 'Pending' || pod.phase === 'Succeeded' || pod.phase === 'Failed'
  if (servesNobody || budgets.length === 0) return FREE
  if (budgets.length > 1) return { allowed: false, reason: 'several disruption budgets select it' }
  const [{ unhealthyPodEvictionPolicy, disruptionsAllowed, currentHealthy, desiredHealthy }] = budgets
  if (!pod.ready) {
    if (unhealthyPodEvictionPolicy === 'AlwaysAllow') return FREE
    if (currentHealthy >= desiredHealthy && desiredHealthy > 0) return FREE
  }
  if (disruptionsAllowed > 0) return { allowed: true, disruption: true }
  return { allowed: false, reason: 'its disruption budget allows none' }
}
