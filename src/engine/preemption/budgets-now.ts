import { selects } from '../../cluster/matching.ts'
import { POD_FREE, POD_READY } from '../../cluster/pod-table.ts'
import type { CoveringBudget } from '../../model/eviction.ts'
import { type BudgetStatus, budgetStatus, type PodDisruptionBudget } from '../../model/pod-disruption-budget.ts'
import type { Run, WorkloadState } from '../run.ts'
import type { BudgetNow } from './budgets.ts'

const NOBODY: ReadonlySet<number> = new Set()

/** How every budget stands at this moment. Evictions by the scheduler are seen as pods that are on their way out. */
export function budgetsNow(run: Run): BudgetNow[] {
  return run.budgets.map((budget) => ({
    budget,
    disruptionsAllowed: statusOf(run, budget).disruptionsAllowed,
    disrupted: NOBODY,
  }))
}

/** Finds the budgets that select a pod; how they stand is counted when the first one is asked for. */
export function budgetsAsTheyStand(run: Run): (pod: number) => readonly CoveringBudget[] {
  const { cluster, budgets } = run
  const standing = new Map<PodDisruptionBudget, CoveringBudget>()
  return (pod) => {
    const { scheduling, labels } = cluster.classes[cluster.pods.podClass[pod]]
    return budgets
      .filter(({ namespace, selector }) => scheduling.namespace === namespace && selects(selector, labels))
      .map((budget) => {
        const { unhealthyPodEvictionPolicy } = budget
        const known = standing.get(budget) ?? { ...statusOf(run, budget), unhealthyPodEvictionPolicy }
        standing.set(budget, known)
        return known
      })
  }
}

function statusOf({ cluster, workloads }: Run, budget: PodDisruptionBudget): BudgetStatus {
  const { pods, classes } = cluster
  const covered = classes.map(
    ({ scheduling, labels }) => scheduling.namespace === budget.namespace && selects(budget.selector, labels),
  )
  const owners = new Set<number>()
  const counts = { pods: 0, healthy: 0, replicasOfOwners: 0 }
  for (let pod = 0; pod < pods.rows; pod++) {
    if (pods.state[pod] === POD_FREE || !covered[pods.podClass[pod]]) continue
    counts.pods++
    if (pods.state[pod] === POD_READY) counts.healthy++
    owners.add(pods.workload[pod])
  }
  for (const owner of owners) {
    const workload = workloads[owner]
    counts.replicasOfOwners += replicasOf(workload)
  }
  return budgetStatus(budget, counts)
}

function replicasOf(workload: WorkloadState): number {
  if (workload.kind === 'service') return workload.desired
  return workload.kind === 'function' ? workload.pods.size : workload.batches.size * workload.spec.parallelism
}
