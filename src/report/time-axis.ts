import { parseInstant } from '../base/instant.ts'
import type { Results } from '../results/types.ts'
import type { Language } from './messages/message.ts'
import type { Window } from './window.ts'

/** What the run's time is, as data. */
export interface ClockFacts {
  readonly start: string | null
  readonly durationSeconds: number
  readonly bucketSeconds: number
  readonly buckets: number
}

export function clockFacts({ start, durationSeconds, variants: [first] }: Results): ClockFacts {
  const bucketSeconds = first?.bucketSeconds ?? durationSeconds
  const buckets = Math.max(0, ...(first?.series ?? []).map((series) => series.values.length))
  return { start, durationSeconds, bucketSeconds, buckets }
}

/** The run's time as a clock shows it. */
export interface TimeAxis {
  readonly bucketSeconds: number
  readonly buckets: number
  /** '10 Nov 2026 23:30 to 11 Nov 2026 01:00 (UTC+08:00)', or the length when the day has no name. */
  readonly span: string
  /** Round times within a part of the run, at most `most` of them, each where it is in buckets. */
  ticksIn(window: Window, most: number): { readonly bucket: number; readonly label: string }[]
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
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function timeAxis(clock: ClockFacts, language: Language = 'en'): TimeAxis {
  const { bucketSeconds, buckets, durationSeconds } = clock
  const origin = wallClockOrigin(clock.start, language)
  const severalDays = durationSeconds > DAY
  return {
    bucketSeconds,
    buckets,
    span: spanOf(durationSeconds, origin),
    ticksIn: (window, most) => ticks(origin, clock, window, most),
    clock: (atSeconds) => labelOf(origin, atSeconds, severalDays, true),
  }
}

interface Origin {
  /** Days since 1970-01-01 in the scenario's zone; null when the day has no name. */
  readonly day: number | null
  readonly secondOfDay: number
  readonly offsetMinutes: number
  readonly language: Language
}

function wallClockOrigin(start: string | null, language: Language): Origin {
  if (start === null) return { day: null, secondOfDay: 0, offsetMinutes: 0, language }
  const instant = parseInstant(start)
  const local = Math.floor(instant.epochMs / 1000) + instant.offsetMinutes * MINUTE
  const day = Math.floor(local / DAY)
  return { day, secondOfDay: local - day * DAY, offsetMinutes: instant.offsetMinutes, language }
}

function labelOf(origin: Origin, atSeconds: number, severalDays: boolean, seconds: boolean): string {
  const total = origin.secondOfDay + atSeconds
  const dayIndex = Math.floor(total / DAY)
  const second = Math.floor(total - dayIndex * DAY)
  const time = clockText(second, seconds)
  if (!severalDays) return time
  const day = dayText(origin, dayIndex)
  return second === 0 && !seconds ? day : `${day} ${time}`
}

function clockText(second: number, seconds: boolean): string {
  const parts = [Math.floor(second / HOUR), Math.floor(second / MINUTE) % 60, ...(seconds ? [second % 60] : [])]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function dayText({ day, language }: Origin, index: number): string {
  if (day !== null) return dateText(day + index, false, language)
  return language === 'zh' ? `第 ${index + 1} 天` : `day ${index + 1}`
}

function dateText(day: number, year: boolean, language: Language): string {
  const date = new Date(day * DAY * 1000)
  const [dayOfMonth, month] = [date.getUTCDate(), date.getUTCMonth()]
  if (language === 'zh') return `${year ? `${date.getUTCFullYear()} 年 ` : ''}${month + 1} 月 ${dayOfMonth} 日`
  const text = `${dayOfMonth} ${MONTHS[month]}`
  return year ? `${text} ${date.getUTCFullYear()}` : text
}

/** The round times of the smallest step that keeps the ticks few. */
function ticks(
  origin: Origin,
  { bucketSeconds, durationSeconds }: ClockFacts,
  { from, to }: Window,
  most: number,
): { bucket: number; label: string }[] {
  const [start, end] = [from * bucketSeconds, Math.min(to * bucketSeconds, durationSeconds)]
  const length = end - start
  const step = STEPS.find((candidate) => length / candidate <= most) ?? length
  const found: { bucket: number; label: string }[] = []
  const first = Math.ceil((origin.secondOfDay + start) / step) * step - origin.secondOfDay
  for (let at = first; at <= end && found.length <= most; at += step) {
    found.push({ bucket: at / bucketSeconds, label: labelOf(origin, at, durationSeconds > DAY, step < MINUTE) })
  }
  return found
}

function spanOf(durationSeconds: number, origin: Origin): string {
  const { day, language } = origin
  if (day === null) {
    const [hour, minute] = language === 'zh' ? ['小时', '分钟'] : ['h', 'min']
    const hours = durationSeconds / HOUR
    return hours >= 1
      ? `${Number(hours.toFixed(1))} ${hour}`
      : `${Number((durationSeconds / MINUTE).toFixed(1))} ${minute}`
  }
  const text = (atSeconds: number): string => {
    const dayIndex = Math.floor((origin.secondOfDay + atSeconds) / DAY)
    const time = clockText(origin.secondOfDay + atSeconds - dayIndex * DAY, false)
    return `${dateText(day + dayIndex, true, language)} ${time}`
  }
  const [first, last, zone] = [text(0), text(durationSeconds), zoneText(origin.offsetMinutes)]
  return language === 'zh' ? `${first} 至 ${last}（${zone}）` : `${first} to ${last} (${zone})`
}

function zoneText(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC'
  const magnitude = Math.abs(offsetMinutes)
  return `UTC${offsetMinutes < 0 ? '\u2212' : '+'}${clockText(magnitude * MINUTE, false)}`
}
