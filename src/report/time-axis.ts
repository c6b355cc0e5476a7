import { parseInstant } from '../base/instant.ts'
import type { Results } from '../results/types.ts'

/** The run's time as labels, one per bucket; everything a chart needs to know of clocks. */
export interface TimeAxis {
  readonly bucketSeconds: number
  readonly labels: readonly string[]
  /** Round times, few enough for a phone, each at the bucket that starts nearest to it. */
  readonly ticks: readonly { readonly bucket: number; readonly label: string }[]
  /** '10 Nov 2026 23:30 to 11 Nov 2026 01:00 (UTC+08:00)', or the length when the day has no name. */
  readonly span: string
  /** Time of day of an instant of the run, to the second, the day in front when there are several. */
  clock(atSeconds: number): string
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const STEPS = [
  1,
  2,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
]
const MOST_TICKS = 9
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function timeAxis(results: Results): TimeAxis {
  const first = results.variants[0]
  const bucketSeconds = first?.bucketSeconds ?? results.durationSeconds
  const count = Math.max(0, ...(first?.series ?? []).map((series) => series.values.length))
  const origin = wallClockOrigin(results.start)
  const severalDays = results.durationSeconds > DAY
  const label = (atSeconds: number, seconds: boolean): string => labelOf(origin, atSeconds, severalDays, seconds)
  return {
    bucketSeconds,
    labels: Array.from({ length: count }, (_, index) => label(index * bucketSeconds, bucketSeconds % MINUTE !== 0)),
    ticks: ticks(origin, bucketSeconds, count, severalDays),
    span: spanOf(results, origin),
    clock: (atSeconds) => label(atSeconds, true),
  }
}

interface Origin {
  /** Days since 1970-01-01 in the scenario's zone; null when the day has no name. */
  readonly day: number | null
  readonly secondOfDay: number
  readonly offsetMinutes: number
}

function wallClockOrigin(start: string | null): Origin {
  if (start === null) return { day: null, secondOfDay: 0, offsetMinutes: 0 }
  const instant = parseInstant(start)
  const local = Math.floor(instant.epochMs / 1000) + instant.offsetMinutes * MINUTE
  const day = Math.floor(local / DAY)
  return { day, secondOfDay: local - day * DAY, offsetMinutes: instant.offsetMinutes }
}

function labelOf(origin: Origin, atSeconds: number, severalDays: boolean, seconds: boolean): string {
  const total = origin.secondOfDay + atSeconds
  const dayIndex = Math.floor(total / DAY)
  const second = Math.floor(total - dayIndex * DAY)
  const time = clockText(second, seconds)
  if (!severalDays) return time
  const day = origin.day === null ? `day ${dayIndex + 1}` : dateText(origin.day + dayIndex, false)
  return second === 0 && !seconds ? day : `${day} ${time}`
}

function clockText(second: number, seconds: boolean): string {
  const parts = [Math.floor(second / HOUR), Math.floor(second / MINUTE) % 60, ...(seconds ? [second % 60] : [])]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function dateText(day: number, year: boolean): string {
  const date = new Date(day * DAY * 1000)
  const text = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
  return year ? `${text} ${date.getUTCFullYear()}` : text
}

/** The round times of the smallest step that keeps the ticks few. */
function ticks(origin: Origin, bucketSeconds: number, count: number, severalDays: boolean): TimeAxis['ticks'] {
  const length = bucketSeconds * count
  const step = STEPS.find((candidate) => length / candidate <= MOST_TICKS) ?? length
  const found: { bucket: number; label: string }[] = []
  for (let at = Math.ceil(origin.secondOfDay / step) * step - origin.secondOfDay; at < length; at += step) {
    const bucket = Math.round(at / bucketSeconds)
    if (bucket >= count || bucket === found.at(-1)?.bucket) continue
    found.push({ bucket, label: labelOf(origin, at, severalDays, step < MINUTE) })
  }
  return found
}

function spanOf(results: Results, origin: Origin): string {
  if (origin.day === null) {
    const hours = results.durationSeconds / HOUR
    return hours >= 1 ? `${Number(hours.toFixed(1))} h` : `${Number((results.durationSeconds / MINUTE).toFixed(1))} min`
  }
  const { day } = origin
  const text = (atSeconds: number): string => {
    const dayIndex = Math.floor((origin.secondOfDay + atSeconds) / DAY)
    const time = clockText(origin.secondOfDay + atSeconds - dayIndex * DAY, false)
    return `${dateText(day + dayIndex, true)} ${time}`
  }
  return `${text(0)} to ${text(results.durationSeconds)} (${zoneText(origin.offsetMinutes)})`
}

function zoneText(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC'
  const magnitude = Math.abs(offsetMinutes)
  return `UTC${offsetMinutes < 0 ? '\u2212' : '+'}${clockText(magnitude * MINUTE, false)}`
}
