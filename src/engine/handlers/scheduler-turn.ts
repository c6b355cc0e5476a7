import { planSchedulerTurn } from '../plan-scheduler-turn.ts'
import { requestSchedule } from '../request-schedule.ts'
import type { Handler } from './types.ts'

/** Waiting pods have backed off, or have been set aside for so long that they are tried whatever happened. */
export const schedulerTurn: Handler = (run) => {
  if (run.schedulerTurnUs > run.nowUs) return
  run.schedulerTurnUs = Number.POSITIVE_INFINITY
  if (run.pending.turn(run.nowUs)) requestSchedule(run)
  else planSchedulerTurn(run)
}
