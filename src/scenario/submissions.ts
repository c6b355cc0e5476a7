import { cronTimesUs } from '../base/cron.ts'
import type { Scenario } from '../model/scenario.ts'
import type { JobDocument } from './job-schema.ts'
import { MAX_SUBMISSIONS } from './limits.ts'
import { localStartMs } from './time-axis.ts'

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
      // A scenario without a start has no cron schedule, and says so.
      return cronTimesUs(arrivals.schedule, start ? localStartMs(start) : 0, durationUs, MAX_SUBMISSIONS + 1)
  }
}
