import { DECIMAL, firstExact, isBareNumber } from './decimal.ts'
import { ParseError } from './parse-error.ts'

/** Seconds per unit of a rate. */
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['min', 60],
  ['h', 3_600],
  ['d', 86_400],
])

/** Far above all traffic there is, and low enough that its integral over any run is a number. */
export const RATE_MAX_PER_SECOND = 1e15

export const RATE_PATTERN = `^${DECIMAL}/(s|min|h|d)$`

const RATE = new RegExp(String.raw`^(${DECIMAL})\s*/\s*(\S+)$`)

/** A rate such as `1200/s`, `500/min` or `3/h`, per second. */
export function parseRate(text: string): number {
  if (isBareNumber(text)) throw new ParseError(`${text} has no unit`, `write ${text}/s, ${text}/min or ${text}/h`)
  const [, number, unit = ''] = RATE.exec(text) ?? []
  const seconds = SECONDS.get(unit)
  if (number === undefined || seconds === undefined) {
    throw new ParseError(`"${text}" is not a rate`, 'write it like 1200/s, 500/min, 3/h or 10/d')
  }
  return finite(text, Number(number) / seconds)
}

/** The shortest text that reads back as the same number. */
export function formatRate(perSecond: number): string {
  const texts = [...SECONDS].map(([unit, seconds]) => `${Math.round(perSecond * seconds)}/${unit}`)
  texts.push(`${perSecond}/s`)
  return firstExact(
    perSecond,
    texts.sort((a, b) => a.length - b.length),
    parseRate,
  )
}

/** Bytes per unit of a bandwidth. Decimal prefixes are powers of 1000, binary ones (`Mi`) of 1024. */
const BYTES: ReadonlyMap<string, number> = new Map(
  [
    ['T', 1e12],
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
    ['Ti', 1_099_511_627_776],
    ['Gi', 1_073_741_824],
    ['Mi', 1_048_576],
    ['Ki', 1_024],
    ['', 1],
  ].flatMap(([prefix, factor]): [string, number][] => [
    [`${prefix}bit`, Number(factor) / 8],
    [`${prefix}B`, Number(factor)],
  ]),
)

export const BANDWIDTH_PATTERN = `^${DECIMAL}([kMGT]|[KMGT]i)?(bit|B)/s$`

const BANDWIDTH = new RegExp(String.raw`^(${DECIMAL})\s*(\S+)/s$`)

/** A bandwidth such as `2Gbit/s`, `100MB/s` or `50MiB/s`, in bytes per second. */
export function parseBandwidth(text: string): number {
  if (isBareNumber(text)) throw new ParseError(`${text} has no unit`, `write ${text}Mbit/s or ${text}MB/s`)
  const [, number, unit = ''] = BANDWIDTH.exec(text) ?? []
  const bytes = BYTES.get(unit)
  if (number === undefined || bytes === undefined) {
    throw new ParseError(`"${text}" is not a bandwidth`, 'write it like 2Gbit/s, 100MB/s or 50MiB/s')
  }
  return finite(text, Number(number) * bytes)
}

/** The text with the shortest whole number that reads back as the same; bits before bytes. */
export function formatBandwidth(bytesPerSecond: number): string {
  const amounts = [...BYTES].map(([unit, bytes]) => ({ number: String(bytesPerSecond / bytes), unit }))
  amounts.sort((a, b) => clumsiness(a.number) - clumsiness(b.number))
  return firstExact(
    bytesPerSecond,
    amounts.map(({ number, unit }) => `${number}${unit}/s`),
    parseBandwidth,
  )
}

/** Digits to read; any whole number is better than any fraction. */
function clumsiness(number: string): number {
  return number.length + (/^\d+$/.test(number) ? 0 : 100)
}

function finite(text: string, value: number): number {
  if (!Number.isFinite(value)) throw new ParseError(`${text} is too large`)
  return value
}
