import { KIND } from './event-kinds.ts'
import type { Run } from './run.ts'

/** Has the scheduler run once everything else at this instant has happened. */
export function requestSchedule(run: Run): void {
  if (run.scheduleQueued) return
  run.scheduleQueued = true
  run.queue.push(run.nowUs, KIND.schedule)
}
