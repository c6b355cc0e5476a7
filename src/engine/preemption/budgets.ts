import type { Cluster } from '../../cluster/cluster.ts'
import { selects } from '../../cluster/matching.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { PodDisruptionBudget } from '../../model/pod-disruption-budget.ts'
import type { Victim } from './importance.ts'

/** A pod disruption budget as it stands. */
export interface BudgetNow {
  readonly budget: Pick<PodDisruptionBudget, 'namespace' | 'selector'>
  readonly disruptionsAllowed: number
  /** Pods whose disruption is already counted in. */
  readonly disrupted: ReadonlySet<number>
}

export interface SplitVictims {
  readonly violating: readonly Victim[]
  readonly others: readonly Victim[]
}

/** Who would break a budget if all were evicted in this order. */
export function splitByBudgets(
  cluster: Cluster,
  victims: readonly Victim[],
  budgets: readonly BudgetNow[],
): SplitVictims {
  const left = budgets.map(({ disruptionsAllowed }) => disruptionsAllowed)
  const violating: Victim[] = []
  const others: Victim[] = []
  for (const victim of victims) {
    const podClass = cluster.classes[cluster.pods.podClass[victim.pod]]
    let breaks = false
    budgets.forEach(({ budget, disrupted }, b) => {
      if (!covers(budget, podClass) || disrupted.has(victim.pod)) return
      if (--left[b] < 0) breaks = true
    })
    const side = breaks ? violating : others
    side.push(victim)
  }
  return { violating, others }
}

/** In preemption a selector without requirements selects nothing. */
function covers({ namespace, selector }: BudgetNow['budget'], podClass: PodClass): boolean {
  if (namespace !== podClass.scheduling.namespace || selector === null || podClass.labels.size === 0) return false
  const isEmpty = Object.keys(selector.matchLabels).length + selector.matchExpressions.length === 0
  return !isEmpty && selects(selector, podClass.labels)
}
