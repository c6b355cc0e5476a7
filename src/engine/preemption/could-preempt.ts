import type { Run } from '../run.ts'
import { lowerPriorityTally } from './lower-priority.ts'

/** Whether a new pod could be helped by evicting others although its class is known to find no node. */
export function couldPreempt({ cluster, preemption }: Run, podClass: number): boolean {
  if (preemption.rules === null) return false
  const { priority, scheduling } = cluster.classes[podClass]
  if (scheduling.preemptionPolicy === 'Never') return false
  if (preemption.failedAt.get(podClass) === cluster.changes.version) return false
  let tally = preemption.lowerPriority.get(priority)
  if (tally === undefined) {
    tally = lowerPriorityTally(cluster, priority)
    preemption.lowerPriority.set(priority, tally)
  }
  return cluster.tallies.totals[tally] > 0
}
