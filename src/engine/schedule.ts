import { bindPod } from './apply/pods.ts'
import { preempt } from './apply/preempt.ts'
import { findNode, rejectionsOf } from './find-node.ts'
import { placeGang, waitingGang } from './place-gang.ts'
import type { Rejections } from './placement/placement.ts'
import { planSchedulerTurn } from './plan-scheduler-turn.ts'
import type { Run } from './run.ts'

/** Tries waiting pods in their order until none is left that could be placed. */
export function schedule(run: Run): void {
  const { pending, nowUs } = run
  run.scheduleQueued = false
  for (let pod = pending.next(nowUs); pod !== -1; pod = pending.next(nowUs)) {
    const gang = waitingGang(run, pod)
    const rejections = gang === null ? place(run, pod) : placeGang(run, pod, gang)
    if (rejections === null) continue
    noteReason(run, pod, rejections)
    // A gang has no node emptied for it: one node is of no use to it.
    if (gang === null && preempt(run, pod, rejections)) pending.promised(nowUs, rejections.by)
    else pending.failed(nowUs, rejections.by)
  }
  planSchedulerTurn(run)
}

/** Why a pod found no node; null: it has one. */
function place(run: Run, pod: number): Rejections | null {
  run.watch?.trying(pod)
  const node = findNode(run, pod)
  if (node === -1) return rejectionsOf(run, pod)
  run.watch?.found(pod, node)
  bindPod(run, pod, node)
  return null
}

function noteReason({ cluster, metrics, nowUs }: Run, pod: number, { topReason }: Rejections): void {
  metrics.pendingByReason.turnedDown(cluster.pods.podClass[pod], topReason, nowUs)
}
