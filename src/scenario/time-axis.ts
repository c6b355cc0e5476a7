import { US_PER_DAY, US_PER_MINUTE, US_PER_MS } from '../base/time.ts'
import type { TimeAxis } from '../load/types.ts'
import type { Scenario } from '../model/scenario.ts'

export function timeAxis(durationUs: number, start: Scenario['start'] | undefined): TimeAxis {
  const localUs = start ? start.epochMs * US_PER_MS + start.offsetMinutes * US_PER_MINUTE : 0
  return {
    durationUs,
    startEpochMs: start?.epochMs ?? null,
    startOfDayUs: ((localUs % US_PER_DAY) + US_PER_DAY) % US_PER_DAY,
  }
}
