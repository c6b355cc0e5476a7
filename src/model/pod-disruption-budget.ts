import type { LabelSelector } from './selectors.ts'

/** A number of pods, or a share of them in percent. */
export type PodCount =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number }

/** How many pods of a group may be missing by someone's choice; exactly one of the bounds is given. */
export interface PodDisruptionBudget {
  readonly name: string
  readonly namespace: string
  /** Null: nothing. Without requirements: every pod of the namespace for the status, none for preemption. */
  readonly selector: LabelSelector | null
  readonly bound:
    | { readonly kind: 'minAvailable'; readonly pods: PodCount }
    | { readonly kind: 'maxUnavailable'; readonly pods: PodCount }
  /** Whether pods that run without being ready may be evicted: while the budget holds without them, or always. */
  readonly unhealthyPodEvictionPolicy: UnhealthyPodEvictionPolicy
}

export const UNHEALTHY_POD_EVICTION_POLICIES = ['IfHealthyBudget', 'AlwaysAllow'] as const

export type UnhealthyPodEvictionPolicy = (typeof UNHEALTHY_POD_EVICTION_POLICIES)[number]

/** What the budget's controller counts. */
export interface BudgetCounts {
  /** Pods that the budget selects, those on their way out included. */
  readonly pods: number
  /** Of those: ready and not on their way out. */
  readonly healthy: number
  /** Replicas that the owners of these pods ask for. */
  readonly replicasOfOwners: number
}

export interface BudgetStatus {
  readonly expectedPods: number
  readonly desiredHealthy: number
  readonly currentHealthy: number
  readonly disruptionsAllowed: number
}

/** kubernetes, pkg/controller/disruption: percentages round up, both of available and of unavailable pods. */
export function budgetStatus({ bound }: Pick<PodDisruptionBudget, 'bound'>, counts: BudgetCounts): BudgetStatus {
  const { kind, pods } = bound
  const expectedPods = kind === 'minAvailable' && pods.kind === 'count' ? counts.pods : counts.replicasOfOwners
  const bounded = pods.kind === 'count' ? pods.count : Math.ceil((pods.percent * expectedPods) / 100)
  const desiredHealthy = kind === 'minAvailable' ? bounded : Math.max(0, expectedPods - bounded)
  const spare = counts.healthy - desiredHealthy
  return {
    expectedPods,
    desiredHealthy,
    currentHealthy: counts.healthy,
    disruptionsAllowed: expectedPods <= 0 || spare <= 0 ? 0 : spare,
  }
}
