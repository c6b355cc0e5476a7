import { assert } from './assert.ts'
import { isBareNumber } from './decimal.ts'
import { ParseError } from './parse-error.ts'

export const US_PER_MS = 1_000
export const US_PER_SECOND = 1_000_000
export const US_PER_MINUTE = 60_000_000
export const US_PER_HOUR = 3_600_000_000
export const US_PER_DAY = 86_400_000_000

/** Units of a duration, longest first, in microseconds. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['w', 7 * US_PER_DAY],
  ['d', US_PER_DAY],
  ['h', US_PER_HOUR],
  ['m', US_PER_MINUTE],
  ['s', US_PER_SECOND],
  ['ms', US_PER_MS],
  ['us', 1],
  ['µs', 1],
])

export const DURATION_PATTERN = String.raw`^(\d+(\.\d+)?(w|d|h|m|s|ms|us|µs))+$`

const PART = /^(\d+)(?:\.(\d+))?([a-zµ]+)/

/** A duration such as `90s`, `1h30m` or `1.5h` in whole microseconds. */
export function parseDuration(text: string): number {
  if (isBareNumber(text)) throw new ParseError(`${text} has no unit`, `write ${text}s, ${text}m (minutes) or ${text}h`)
  if (text.startsWith('-')) throw new ParseError(`${text} is negative`, 'durations start at 0s')
  let rest = text
  let totalUs = 0
  let previousUs = Infinity
  while (rest !== '') {
    const part = PART.exec(rest)
    if (part === null) throw notADuration(text)
    const [all, whole = '', fraction = '', unit = ''] = part
    const unitUs = UNITS.get(unit)
    if (unitUs === undefined) throw unknownUnit(text, unit)
    if (unitUs >= previousUs) throw new ParseError(`"${text}" is not in order`, 'write the longer unit first: 1h30m')
    totalUs += exactUs(text, whole, fraction, unitUs)
    previousUs = unitUs
    rest = rest.slice(all.length)
  }
  if (text === '') throw notADuration(text)
  if (!Number.isSafeInteger(totalUs)) throw new ParseError(`${text} is too long`, 'the longest duration is 285 years')
  return totalUs
}

/** Whole-number arithmetic, so that `0.1s` is exactly 100000. */
function exactUs(text: string, whole: string, fraction: string, unitUs: number): number {
  const digits = BigInt(whole + fraction) * BigInt(unitUs)
  const divisor = BigInt(`1${'0'.repeat(fraction.length)}`)
  if (digits % divisor !== 0n)
    throw new ParseError(`${text} is finer than a microsecond`, 'write whole microseconds (us)')
  return Number(digits / divisor)
}

function notADuration(text: string): ParseError {
  return new ParseError(`"${text}" is not a duration`, 'write it like 90s, 5m, 1h30m, 250ms or 2d')
}

function unknownUnit(text: string, unit: string): ParseError {
  return new ParseError(`"${text}" is not a duration: no unit "${unit}"`, 'units: w d h m (minutes) s ms us')
}

const FORMAT_UNITS = ['d', 'h', 'm'] as const

/** The shortest exact text: `1h30m`, `1.5s`, `250ms`, `0s`. */
export function formatDuration(us: number): string {
  assert(Number.isSafeInteger(us), `${us} us is not a whole number`)
  if (us < 0) return `-${formatDuration(-us)}`
  if (us === 0) return '0s'
  if (us < US_PER_MS) return `${us}us`
  if (us < US_PER_SECOND) return `${us / US_PER_MS}ms`
  let text = ''
  let rest = us
  for (const unit of FORMAT_UNITS) {
    const unitUs = UNITS.get(unit) as number
    const count = Math.floor(rest / unitUs)
    if (count > 0) text += `${count}${unit}`
    rest -= count * unitUs
  }
  return rest === 0 ? text : text + formatSeconds(rest)
}

function formatSeconds(us: number): string {
  if (us >= US_PER_SECOND) return `${us / US_PER_SECOND}s`
  return us >= US_PER_MS ? `${us / US_PER_MS}ms` : `${us}us`
}
