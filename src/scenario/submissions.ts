import { cronTimesUs } from '../base/cron.ts'
import { US_PER_MINUTE, US_PER_MS } from '../base/time.ts'
import type { Scenario } from '../model/scenario.ts'
import type { JobDocument } from './job-schema.ts'
import { MAX_SUBMISSIONS } from './limits.ts'

/** Where a job's submissions lie: the length of the scenario, and the clock on the wall at its start. */
export interface Axis {
  readonly durationUs: number
  readonly start: Scenario['start'] | undefined
}

/** The times of all submissions within the scenario, one more than there may be at most; null where a file or a curve decides. */
export function submissionsUs({ arrivals }: JobDocument, { durationUs, start }: Axis): number[] | null {
  switch (arrivals.kind) {
    case 'csv':
    case 'curve':
      return null
    case 'at':
      return arrivals.timesUs.filter((us) => us < durationUs).sort((a, b) => a - b)
    case 'every': {
      const count = Math.min(Math.ceil(durationUs / arrivals.periodUs), MAX_SUBMISSIONS + 1)
      return Array.from({ length: count }, (_, index) => index * arrivals.periodUs)
    }
    case 'cron':
      return cronTimesUs(arrivals.schedule, localStartMs(start), durationUs, MAX_SUBMISSIONS + 1)
  }
}

/** What the clock on the wall shows at the start; a scenario without one has no cron schedule, and says so. */
function localStartMs(start: Axis['start']): number {
  return start ? start.epochMs + (start.offsetMinutes * US_PER_MINUTE) / US_PER_MS : 0
}
