import { assert } from '../base/assert.ts'
import type { Instant } from '../base/instant.ts'
import { formatTimeOfDay, INSTANT_PATTERN, parseInstant, parseTimeOfDay, TIME_OF_DAY_PATTERN } from '../base/instant.ts'
import { textField } from '../base/text-field.ts'
import { DURATION_PATTERN, formatDuration, parseDuration, US_PER_DAY } from '../base/time.ts'
import type { ReadResult, TimeAxis } from './types.ts'

/** A moment of a scenario: microseconds from its start, a date and time, or the first time that its clock shows a time of day. */
export type Moment = number | Instant | ClockTime

interface ClockTime {
  readonly timeOfDayUs: number
}

export function momentField() {
  return textField<Moment>({
    what: 'a moment',
    description:
      'A duration from the start of the scenario, the first time that its clock shows a time of day, or a date and time with its zone (ISO 8601).',
    pattern: `${DURATION_PATTERN}|${TIME_OF_DAY_PATTERN}|${INSTANT_PATTERN}`,
    examples: ['90m', '00:00', '2026-11-11T00:00:00+08:00'],
    parse: parseMoment,
    format: formatMoment,
  })
}

function parseMoment(text: string): Moment {
  if (/^\d{4}-/.test(text)) return parseInstant(text)
  return /^\d\d:/.test(text) ? { timeOfDayUs: parseTimeOfDay(text) } : parseDuration(text)
}

function formatMoment(moment: Moment): string {
  if (typeof moment === 'number') return formatDuration(moment)
  return 'text' in moment ? moment.text : formatTimeOfDay(moment.timeOfDayUs)
}

/** Microseconds from the start; null for a date in a scenario that names no start. Before the start it is negative. */
function placedUs(moment: Moment, axis: TimeAxis): number | null {
  if (typeof moment === 'number') return moment
  if ('timeOfDayUs' in moment) return (moment.timeOfDayUs - axis.startOfDayUs + US_PER_DAY) % US_PER_DAY
  return axis.startEpochMs === null ? null : (moment.epochMs - axis.startEpochMs) * 1000
}

/** Microseconds from the start of a moment that `checkMoments` let pass. */
export function momentUs(moment: Moment, axis: TimeAxis): number {
  const us = placedUs(moment, axis)
  assert(us !== null, 'a date needs a start; the check before the run says so')
  return us
}

/** Problems of a curve whose moments, in the order in which they must come, cannot be placed or are out of order. */
export function checkMoments(moments: Readonly<Record<string, Moment>>, axis: TimeAxis): ReadResult {
  const problems: { message: string; hint: string }[] = []
  let previous: { readonly name: string; readonly us: number } | null = null
  for (const [name, moment] of Object.entries(moments)) {
    const us = placedUs(moment, axis)
    if (us === null) {
      problems.push({
        message: `the scenario names no start, so ${name} has no place on its time axis`,
        hint: 'write start: 2026-11-10T18:00:00+08:00 in the scenario, or a duration from the start here',
      })
    } else if (previous !== null && us < previous.us) {
      problems.push({ message: `${name} is before ${previous.name}`, hint: 'exchange the two' })
    }
    if (us !== null) previous = { name, us }
  }
  return { notes: [], problems }
}
