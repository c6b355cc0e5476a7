import { bindPod } from './apply/pods.ts'
import { preempt } from './apply/preempt.ts'
import { findNode, rejectionsOf } from './find-node.ts'
import { planSchedulerTurn } from './plan-scheduler-turn.ts'
import type { Run } from './run.ts'

/** Tries waiting pods in their order until none is left that could be placed. */
export function schedule(run: Run): void {
  const { pending } = run
  run.scheduleQueued = false
  for (let pod = pending.next(run.nowUs); pod !== -1; pod = pending.next(run.nowUs)) {
    run.watch?.trying(pod)
    const node = findNode(run, pod)
    if (node === -1) fail(run, pod)
    else {
      run.watch?.found(pod, node)
      bindPod(run, pod, node)
    }
  }
  planSchedulerTurn(run)
}

/** A pod found no node: perhaps one can be emptied for it. */
function fail(run: Run, pod: number): void {
  const { pending, nowUs, metrics, cluster } = run
  const rejections = rejectionsOf(run, pod)
  metrics.pendingByReason.turnedDown(cluster.pods.podClass[pod], rejections.topReason, nowUs)
  if (preempt(run, pod, rejections)) pending.promised(nowUs, rejections.by)
  else pending.failed(nowUs, rejections.by)
}
