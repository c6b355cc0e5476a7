import { KIND } from './event-kinds.ts'
import type { Run } from './run.ts'

/** Has the queue looked at when time alone brings a waiting pod its turn. */
export function planSchedulerTurn(run: Run): void {
  const turnUs = run.pending.nextTurnUs(run.nowUs)
  if (turnUs >= run.schedulerTurnUs || turnUs >= run.durationUs) return
  run.schedulerTurnUs = turnUs
  run.queue.push(turnUs, KIND['scheduler-turn'])
}
