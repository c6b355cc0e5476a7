import { BYTES_PATTERN, parseBytes } from './bytes.ts'
import { type CronSchedule, parseCron } from './cron.ts'
import {
  formatTimeOfDay,
  INSTANT_PATTERN,
  type Instant,
  parseInstant,
  parseTimeOfDay,
  TIME_OF_DAY_PATTERN,
} from './instant.ts'
import { ParseError } from './parse-error.ts'
import { formatMemory } from './quantity.ts'
import {
  BANDWIDTH_PATTERN,
  formatBandwidth,
  formatRate,
  parseBandwidth,
  parseRate,
  RATE_MAX_PER_SECOND,
  RATE_PATTERN,
} from './rate.ts'
import { formatShare, parseShare, SHARE_PATTERN } from './share.ts'
import { textField } from './text-field.ts'
import { DURATION_PATTERN, formatDuration, parseDuration } from './time.ts'

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
    check: (rate, text) =>
      rate > RATE_MAX_PER_SECOND
        ? { message: `${text} is too large`, hint: `rates end at ${formatRate(RATE_MAX_PER_SECOND)}` }
        : notNegative(rate, text),
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
    check(share, text) {
      if (share < min)
        return {
          message: `${text} is below ${formatShare(min)}`,
          hint: `write ${formatShare(min)} or more`,
        }
      if (share > max)
        return {
          message: `${text} is above ${formatShare(max)}`,
          hint: `write ${formatShare(max)} or less`,
        }
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

/** When something happens again and again. */
export function cronField() {
  return textField<CronSchedule>({
    what: 'a cron schedule',
    description: 'Minute, hour, day of the month, month, day of the week, as in a CronJob.',
    pattern: String.raw`^(@[a-z]+|\S+(\s+\S+){4})$`,
    examples: ['30 2 * * *', '*/15 8-18 * * 1-5', '@daily'],
    parse: parseCron,
    format: ({ text }) => text,
  })
}

/** A size; whole bytes. */
export function bytesField() {
  return textField<number>({
    what: 'a size',
    description: 'Bytes with a unit.',
    pattern: BYTES_PATTERN,
    examples: ['850Mi', '4Gi', '1G'],
    parse: parseBytes,
    format: formatMemory,
  })
}

function notNegative(value: number, text: string) {
  return value < 0 ? { message: `${text} is negative`, hint: 'write 0 or more' } : null
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/
const LONGEST_NAME = 63

/** The name of something in the scenario, by Kubernetes' rule, so that it also serves as a folder name. */
export function nameField() {
  return textField<string>({
    what: 'a name',
    description: 'A name of lower-case letters, digits, - and ., at most 63 characters.',
    pattern: NAME.source,
    examples: ['checkout', 'double-11'],
    parse: parseName,
    format: (name) => name,
  })
}

function parseName(text: string): string {
  if (text.length > LONGEST_NAME)
    throw new ParseError(`"${text}" has ${text.length} characters`, 'names end at 63 characters')
  if (NAME.test(text)) return text
  const proposal = text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  const rule = 'lower-case letters, digits, - and .'
  throw new ParseError(`"${text}" is not a name`, proposal === '' ? `use ${rule}` : `write "${proposal}" (${rule})`)
}
