import type { Random } from '../../base/random.ts'
import type { PreemptionRules } from './rules.ts'

/** What preemption needs of a run besides the cluster. */
export interface PreemptionState {
  /** Null: no pod has to make room for another. */
  readonly rules: PreemptionRules | null
  /** Where the search for nodes begins. */
  readonly offsets: Random
  /** Pods that are on their way out because the scheduler evicted them. */
  readonly evicted: Set<number>
  /** By priority: the tally of pods below it; asked for at every pod that is created. */
  readonly lowerPriority: Map<number, number>
  /** By class: the cluster's version when it last had nobody to evict. */
  readonly failedAt: Map<number, number>
}
