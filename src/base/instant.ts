import { ParseError } from './parse-error.ts'
import { US_PER_DAY, US_PER_MINUTE, US_PER_SECOND } from './time.ts'

/** A moment on the calendar, with the zone in which its author reads clocks. */
export interface Instant {
  readonly text: string
  readonly epochMs: number
  /** East of Greenwich. */
  readonly offsetMinutes: number
}

export const INSTANT_PATTERN = String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$`
export const TIME_OF_DAY_PATTERN = String.raw`^\d\d:\d\d(:\d\d)?$`

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/

/** ISO 8601 with a zone: `2026-11-10T18:00:00+08:00`. */
export function parseInstant(text: string): Instant {
  const parts = INSTANT.exec(text)
  if (parts === null) throw new ParseError(`"${text}" is not an instant`, 'write it like 2026-11-10T18:00:00+08:00')
  const [, date = '', time = '', zone] = parts
  if (zone === undefined) {
    throw new ParseError(`${text} has no time zone`, `write ${text}Z (UTC) or ${text}+08:00`)
  }
  const localMs = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(localMs) || new Date(localMs).toISOString().slice(0, 10) !== date) {
    throw new ParseError(`${text} is not on the calendar`, 'write a date and a time that exist')
  }
  const offsetMinutes = zone === 'Z' ? 0 : zoneMinutes(text, zone)
  return { text, epochMs: localMs - offsetMinutes * 60_000, offsetMinutes }
}

function zoneMinutes(text: string, zone: string): number {
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 14 || minutes > 59)
    throw new ParseError(`${text}: no zone is at ${zone}`, 'zones go from -14:00 to +14:00')
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const TIME_OF_DAY = /^(\d\d):(\d\d)(?::(\d\d))?$/

/** `21:00` or `21:00:30` in microseconds from midnight. */
export function parseTimeOfDay(text: string): number {
  const parts = TIME_OF_DAY.exec(text)
  const [, hours, minutes, seconds = '0'] = parts ?? []
  if (parts === null || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    throw new ParseError(`"${text}" is not a time of day`, 'write it like 21:00 or 06:30:15, from 00:00 to 23:59:59')
  }
  return (Number(hours) * 60 + Number(minutes)) * US_PER_MINUTE + Number(seconds) * US_PER_SECOND
}

/** Microseconds from midnight as `21:00`, with seconds only when there are any. */
export function formatTimeOfDay(us: number): string {
  const seconds = Math.floor((((us % US_PER_DAY) + US_PER_DAY) % US_PER_DAY) / US_PER_SECOND)
  const text = `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}`
  return seconds % 60 === 0 ? text : `${text}:${twoDigits(seconds % 60)}`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
