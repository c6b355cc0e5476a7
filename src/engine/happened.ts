import type { ClusterEvent } from '../policies/placement/types.ts'
import { requestSchedule } from './request-schedule.ts'
import type { Run } from './run.ts'

/** Tells the queue what has happened to the cluster; pods that it could help are tried again. */
export function happened(run: Run, event: ClusterEvent): void {
  const { pending, nominations } = run
  const makesRoom = event.kind === 'pod-gone' || event.kind === 'node-changed'
  if (makesRoom) for (const pod of nominations.on(event.node)) pending.singleOut(pod)
  if (pending.happened(event, run.nowUs)) requestSchedule(run)
}
