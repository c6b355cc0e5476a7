import { fitsBesideNominated } from '../beside-nominated.ts'
import { giveUpNomination } from '../give-up-nomination.ts'
import { noteDecision } from '../note-decision.ts'
import type { Rejections } from '../placement/placement.ts'
import { budgetsNow } from '../preemption/budgets-now.ts'
import { choosePreemption } from '../preemption/choose-preemption.ts'
import type { NominatedNode } from '../preemption/eligible.ts'
import { lowerPriorityTally } from '../preemption/lower-priority.ts'
import type { Candidate } from '../preemption/victims.ts'
import type { Run } from '../run.ts'
import { evictPod } from './pods.ts'

/** Has a node emptied for a pod that found none; whether one is. A node that is still being emptied for it stays promised. */
export function preempt(run: Run, pod: number, rejections: Rejections): boolean {
  const { cluster, preemption } = run
  const { rules } = preemption
  if (rules === null) return false
  const podClass = cluster.classes[cluster.pods.podClass[pod]]
  const lowerPriority = lowerPriorityTally(cluster, podClass.priority)
  const chosen =
    cluster.tallies.totals[lowerPriority] === 0
      ? 'no candidate'
      : choosePreemption({
          cluster,
          podClass,
          lowerPriority,
          rules,
          budgets: budgetsNow(run),
          rows: cluster.order.rows.subarray(0, cluster.order.count),
          nominated: nominatedNode(run, pod, rejections),
          isResolvable: rejections.isResolvable,
          fits: (node) => fitsBesideNominated(run, pod, node),
          offset: (nodes) => preemption.offsets.int(nodes),
        })
  if (chosen === 'not eligible') return false
  if (chosen === 'no candidate') {
    preemption.failedAt.set(podClass.id, cluster.changes.version)
    giveUpNomination(run, pod)
    return false
  }
  act(run, pod, chosen)
  return true
}

function act(run: Run, pod: number, { node, victims, budgetViolations }: Candidate): void {
  const { cluster, nominations } = run
  const { priority } = cluster.classes[cluster.pods.podClass[pod]]
  const against = budgetViolations === 0 ? '' : `, ${budgetViolations} of them against a disruption budget`
  const leaving = victims.length === 1 ? '1 pod' : `${victims.length} pods`
  noteDecision(
    run,
    'scheduler',
    `preempts ${leaving} on ${cluster.nodes.names[node]}`,
    `${run.workloads[cluster.pods.workload[pod]].spec.name} (priority ${priority}) fits nowhere; ${leaving} of priority ${victims[0].priority} at most must go${against}`,
  )
  for (const victim of victims) {
    if (cluster.pods.terminating[victim.pod] === 1) continue
    run.preemption.evicted.add(victim.pod)
    evictPod(run, victim.pod)
  }
  for (const other of nominations.behind(pod, node)) giveUpNomination(run, other)
  nominations.set(pod, node)
}

function nominatedNode(run: Run, pod: number, rejections: Rejections): NominatedNode | null {
  const { cluster, nominations, preemption } = run
  const node = nominations.of(pod)
  if (node === -1) return null
  const pods: { priority: number; leavesByPreemption: boolean }[] = []
  for (let other = cluster.nodes.firstPod[node]; other !== -1; other = cluster.pods.nextOnNode[other]) {
    const { priority } = cluster.classes[cluster.pods.podClass[other]]
    pods.push({ priority, leavesByPreemption: preemption.evicted.has(other) })
  }
  return { unresolvable: !rejections.isResolvable(node), pods }
}
