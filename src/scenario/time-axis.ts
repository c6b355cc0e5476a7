import { floorMod } from '../base/floor-mod.ts'
import { US_PER_DAY, US_PER_MINUTE, US_PER_MS } from '../base/time.ts'
import type { TimeAxis } from '../load/types.ts'
import type { Scenario } from '../model/scenario.ts'

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
