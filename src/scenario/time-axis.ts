import { floorMod } from '../base/floor-mod.ts'
import { US_PER_DAY, US_PER_MINUTE, US_PER_MS } from '../base/time.ts'
import type { TimeAxis } from '../load/types.ts'
import type { Scenario } from '../model/scenario.ts'
import type { RunClock } from '../policies/pod-autoscaler/types.ts'

/** 1970 began on a Thursday. */
const MONDAY_TO_EPOCH_US = 3 * US_PER_DAY

export function timeAxis(durationUs: number, start: Scenario['start'] | undefined): TimeAxis {
  const localUs = start ? start.epochMs * US_PER_MS + start.offsetMinutes * US_PER_MINUTE : -MONDAY_TO_EPOCH_US
  return {
    durationUs,
    startEpochMs: start?.epochMs ?? null,
    startOfDayUs: floorMod(localUs, US_PER_DAY),
    startOfWeekUs: floorMod(localUs + MONDAY_TO_EPOCH_US, 7 * US_PER_DAY),
  }
}

/** The same as far as a policy may know it. */
export function runClock(durationUs: number, start: Scenario['start'] | undefined): RunClock {
  return { durationUs, localStartMs: start ? localStartMs(start) : null }
}

/** What the clock on the wall shows at the start, as milliseconds since 1970 in no zone. */
export function localStartMs({ epochMs, offsetMinutes }: NonNullable<Scenario['start']>): number {
  return epochMs + (offsetMinutes * US_PER_MINUTE) / US_PER_MS
}
