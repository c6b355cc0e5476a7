import { z } from 'zod'
import { type CronSchedule, cronTimesUs } from '../../base/cron.ts'
import { cronField } from '../../base/fields.ts'
import { formatDuration } from '../../base/time.ts'
import { periodField } from '../period-field.ts'
import type { PodAutoscalerPlugin, PolicyFinding, RunClock } from './types.ts'

/** A year of a change every quarter of an hour has 35,040. */
const MAX_CHANGES = 100_000

const change = z.strictObject({
  cron: cronField().describe('When: the five fields of a CronJob, on the clock of `start`.'),
  replicas: z.int().min(0).max(100_000).describe('Replicas from then on.'),
})

const options = z.strictObject({
  schedule: z.array(change).min(1).describe('Replicas by time; of several at the same time the last one holds.'),
  every: periodField().prefault('15s').describe('How often the autoscaler looks at the clock.'),
})

type Options = z.output<typeof options>

/** Columns, in order of time. */
interface Timetable {
  readonly atUs: readonly number[]
  readonly entry: readonly number[]
}

/** Every change within the run. */
function timetable({ schedule }: Options, { durationUs, localStartMs }: RunClock): Timetable {
  const all = schedule.flatMap(({ cron }, entry) =>
    timesOf(cron, durationUs, localStartMs ?? 0).map((atUs) => ({ atUs, entry })),
  )
  all.sort((a, b) => a.atUs - b.atUs || a.entry - b.entry)
  return { atUs: all.map(({ atUs }) => atUs), entry: all.map(({ entry }) => entry) }
}

const timesOf = (cron: CronSchedule, durationUs: number, localStartMs: number) =>
  cronTimesUs(cron, localStartMs, durationUs, MAX_CHANGES + 1)

function checkSchedule({ schedule }: Options, { durationUs, localStartMs }: RunClock): PolicyFinding[] {
  if (localStartMs === null) {
    const message = 'the scenario names no start, so the schedule has no place on its time axis'
    return [{ path: ['schedule'], message, hint: 'write start: 2026-11-10T18:00:00+08:00 in the scenario' }]
  }
  const counts = schedule.map(({ cron }) => timesOf(cron, durationUs, localStartMs).length)
  if (durationUs > 0 && counts.every((count) => count === 0)) {
    const message = `no time of the schedule comes within the scenario (${formatDuration(durationUs)})`
    return [{ path: ['schedule'], message, hint: 'write a longer duration, another start, or other times' }]
  }
  const tooMany = counts.findIndex((count) => count > MAX_CHANGES)
  if (tooMany === -1) return []
  const message = `"${schedule[tooMany].cron.text}" comes more than ${MAX_CHANGES} times in this scenario`
  return [{ path: ['schedule', tooMany, 'cron'], message, hint: 'write a shorter duration, or a rarer schedule' }]
}

/** Replicas by the clock, whatever the load: what was set last holds, and before the first time what the workload starts with. */
export const scheduled: PodAutoscalerPlugin<Options> = {
  name: 'scheduled',
  doc: 'Sets replicas at times of a cron schedule, whatever the load.',
  options,
  check: (chosen, _, clock) => checkSchedule(chosen, clock),
  create: (chosen, _, clock) => {
    const { atUs, entry } = timetable(chosen, clock)
    let next = 0
    return {
      everyUs: chosen.every,
      measures: false,
      decide: ({ nowUs, replicasDesired }) => {
        while (next < atUs.length && atUs[next] <= nowUs) next++
        if (next === 0) return { replicas: replicasDesired, reason: 'before the first time of the schedule' }
        const { cron, replicas } = chosen.schedule[entry[next - 1]]
        return { replicas, reason: `scheduled at "${cron.text}"` }
      },
    }
  },
}
