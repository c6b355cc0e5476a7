import { type z } from 'zod'
import type { Distribution } from './distribution.ts'
import { formatDuration, parseDuration, DURATION_PATTERN } from './time.ts'
import { BANDWIDTH_PATTERN, formatBandwidth, formatRate, parseBandwidth, parseRate, RATE_PATTERN } from './rate.ts'
import { formatShare, parseShare, SHARE_PATTERN } from './share.ts'
import { formatTimeOfDay, type Instant, INSTANT_PATTERN, parseInstant, parseTimeOfDay, TIME_OF_DAY_PATTERN } from './instant.ts'
import { textField } from './text-field.ts'

/** A duration; whole microseconds. */
export function durationField() {
  return textField<number>({
    what: 'a duration',
    description: 'A duration with its unit (w, d, h, m, s, ms, us).',
    pattern: DURATION_PATTERN,
    examples: ['90s', '5m', '1h30m', '250ms'],
    parse: parseDuration,
    format: formatDuration,
  })
}

/** A rate; per second. */
export function rateField() {
  return textField<number>({
    what: 'a rate',
    description: 'A rate per second, minute, hour or day.',
    pattern: RATE_PATTERN,
    examples: ['1200/s', '500/min', '3/h'],
    parse: parseRate,
    format: formatRate,
    check: notNegative,
  })
}

/** A bandwidth; bytes per second. */
export function bandwidthField() {
  return textField<number>({
    what: 'a bandwidth',
    description: 'A bandwidth in bits or bytes per second.',
    pattern: BANDWIDTH_PATTERN,
    examples: ['2Gbit/s', '100MB/s', '50MiB/s'],
    parse: parseBandwidth,
    format: formatBandwidth,
    check: notNegative,
  })
}

/** A share in percent; a number where 100 % is 1. Bounds are shares as well. */
export function shareField(bounds: { readonly min?: number; readonly max?: number } = {}) {
  const { min = 0, max = 1 } = bounds
  return textField<number>({
    what: 'a share',
    description: 'A share in percent.',
    pattern: SHARE_PATTERN,
    examples: ['5%', '99.9%'],
    parse: parseShare,
    format: formatShare,
    check(share) {
      if (share < min) return { message: `${formatShare(share)} is below ${formatShare(min)}`, hint: `write ${formatShare(min)} or more` }
      if (share > max) return { message: `${formatShare(share)} is above ${formatShare(max)}`, hint: `write ${formatShare(max)} or less` }
      return null
    },
  })
}

/** A moment with its zone. */
export function instantField() {
  return textField<Instant>({
    what: 'an instant',
    description: 'A date and time with its zone (ISO 8601).',
    pattern: INSTANT_PATTERN,
    examples: ['2026-11-10T18:00:00+08:00', '2026-11-10T10:00:00Z'],
    parse: parseInstant,
    format: (instant) => instant.text,
  })
}

/** A time of day; microseconds from midnight. */
export function timeOfDayField() {
  return textField<number>({
    what: 'a time of day',
    description: 'A time of day on the 24-hour clock of the scenario.',
    pattern: TIME_OF_DAY_PATTERN,
    examples: ['21:00', '06:30:15'],
    parse: parseTimeOfDay,
    format: formatTimeOfDay,
  })
}

function notNegative(value: number) {
  return value < 0 ? { message: `${value} is negative`, hint: 'write 0 or more' } : null
}

export declare function bytesField(): z.ZodType<number, unknown>
export declare function nameField(): z.ZodType<string, unknown>
export declare function amountsField(): z.ZodType<Readonly<Record<string, number>>, unknown>
export declare function durationDistributionField(): z.ZodType<Distribution, unknown>
