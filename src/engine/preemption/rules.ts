import { byImportance, type Victim } from './importance.ts'

/** How the scheduler preempts: arguments of kube-scheduler's DefaultPreemption, and its two points of extension. */
export interface PreemptionRules {
  /** Of the nodes where preemption could help, how many are tried at least before the best is taken. */
  readonly minCandidateNodesPercentage: number
  readonly minCandidateNodesAbsolute: number
  /** Who of lower priority may be a victim. */
  readonly isEligible: (victim: Victim, node: number) => boolean
  /** Sorts pods that should rather stay to the front. */
  readonly byImportance: (a: Victim, b: Victim) => number
}

export const DEFAULT_PREEMPTION_RULES: PreemptionRules = {
  minCandidateNodesPercentage: 10,
  minCandidateNodesAbsolute: 100,
  isEligible: () => true,
  byImportance,
}
