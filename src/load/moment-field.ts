import { assert } from '../base/assert.ts'
import type { Instant } from '../base/instant.ts'
import { INSTANT_PATTERN, parseInstant } from '../base/instant.ts'
import { textField } from '../base/text-field.ts'
import { DURATION_PATTERN, formatDuration, parseDuration } from '../base/time.ts'
import type { ReadResult, TimeAxis } from './types.ts'

/** A moment of a scenario: microseconds from its start, or a date and time. */
export type Moment = number | Instant

export function momentField() {
  return textField<Moment>({
    what: 'a moment',
    description: 'A duration from the start of the scenario, or a date and time with its zone (ISO 8601).',
    pattern: `${DURATION_PATTERN}|${INSTANT_PATTERN}`,
    examples: ['90m', '2026-11-11T00:00:00+08:00'],
    parse: (text) => (/^\d{4}-/.test(text) ? parseInstant(text) : parseDuration(text)),
    format: (moment) => (typeof moment === 'number' ? formatDuration(moment) : moment.text),
  })
}

/** Microseconds from the start; null for a date in a scenario that names no start. Before the start it is negative. */
function placedUs(moment: Moment, axis: TimeAxis): number | null {
  if (typeof moment === 'number') return moment
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
