const STAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?)? ?(Z|[+-]\d\d:?\d\d)?$/
const SECONDS = /^[+-]?\d+(?:\.\d+)?$/

/** Later plain seconds are milliseconds in truth (the year is 5138). */
const SECONDS_MAX = 100_000_000_000

/**
 * Microseconds since 1970 of a time stamp, or null when the text is none: `2014-04-10 00:04:00[.ffffff]` (UTC), the same
 * with `T` and a zone, a date alone, or plain seconds from wherever the file counts.
 */
export function parseStampUs(text: string): number | null {
  if (SECONDS.test(text)) {
    const seconds = Number(text)
    return Math.abs(seconds) < SECONDS_MAX ? Math.round(seconds * 1e6) : null
  }
  const match = STAMP.exec(text)
  if (match === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const midnightMs = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const midnight = new Date(midnightMs)
  if (midnight.getUTCMonth() + 1 !== Number(month) || midnight.getUTCDate() !== Number(day)) return null
  const ofDaySeconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  return midnightMs * 1000 + ofDaySeconds * 1e6 + Math.round(Number(fraction) * 1e6) - zoneUs(zone)
}

/** `+08:00` or `+0800` or `Z` as microseconds ahead of UTC. */
function zoneUs(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000_000
}
