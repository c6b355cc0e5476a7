import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cronTimesUs, parseCron } from '../../src/base/cron.ts'
import { US_PER_DAY } from '../../src/base/time.ts'

/** Times of a schedule as the clock shows them, from a local start on for some days. */
function times(text: string, start: string, days: number): string[] {
  const startMs = Date.parse(`${start}:00Z`)
  return cronTimesUs(parseCron(text), startMs, days * US_PER_DAY, 1000).map((us) =>
    new Date(startMs + us / 1000).toISOString().slice(5, 16).replace('T', ' '),
  )
}

test.each([
  ['30 2 * * *', '2026-11-10T18:00', 2, ['11-11 02:30', '11-12 02:30']],
  ['0 18 * * *', '2026-11-10T18:00', 1, ['11-10 18:00']], // at the start itself; the end is not in it
  [
    '*/20 9-10 * * *',
    '2026-11-10T00:00',
    1,
    ['11-10 09:00', '11-10 09:20', '11-10 09:40', '11-10 10:00', '11-10 10:20', '11-10 10:40'],
  ],
  ['0 0 * * 1-5', '2026-11-13T12:00', 5, ['11-16 00:00', '11-17 00:00', '11-18 00:00']], // Friday noon: Monday is next
  ['0 0 * * SUN,wed', '2026-11-08T00:00', 7, ['11-08 00:00', '11-11 00:00']],
  ['5/25 0 11 11 *', '2026-11-10T00:00', 3, ['11-11 00:05', '11-11 00:30', '11-11 00:55']], // from 5 on, every 25
  ['0 0 13 * 5', '2026-11-01T00:00', 30, ['11-06 00:00', '11-13 00:00', '11-20 00:00', '11-27 00:00']], // the 13th or a Friday
  ['0 0 1,15 * *', '2026-11-01T00:00', 30, ['11-01 00:00', '11-15 00:00']],
  ['0 0 29 FEB *', '2027-01-01T00:00', 500, ['02-29 00:00']], // 2028
  ['@weekly', '2026-11-10T00:00', 7, ['11-15 00:00']],
  ['@hourly', '2026-11-10T22:30', 0.0625, ['11-10 23:00']], // 90 minutes
])('%s from %s for %d days', (text, start, days, expected) => {
  expect(times(text, start, days)).toEqual(expected)
})

test('agrees with asking every minute of a year', () => {
  const start = Date.UTC(2027, 11, 1, 7, 3)
  const part = (max: number, min: number) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 2, max: 9 }).map((n) => `*/${n}`),
    )
  fc.assert(
    fc.property(part(59, 0), part(23, 0), part(28, 1), part(12, 1), part(6, 0), (minute, hour, day, month, weekday) => {
      const schedule = parseCron([minute, hour, day, month, weekday].join(' '))
      const days = 100
      const ours = cronTimesUs(schedule, start, days * US_PER_DAY, 1e6)
      const asked: number[] = []
      for (let i = 0; i < days * 1440; i++) {
        const date = new Date(start + i * 60_000)
        const onDate = schedule.days.has(date.getUTCDate())
        const onWeekday = schedule.weekdays.has(date.getUTCDay())
        const either = day !== '*' && weekday !== '*'
        if (!schedule.minutes.has(date.getUTCMinutes()) || !schedule.hours.has(date.getUTCHours())) continue
        if (!schedule.months.has(date.getUTCMonth() + 1)) continue
        if (either ? onDate || onWeekday : onDate && onWeekday) asked.push(i * 60_000_000)
      }
      expect(ours).toEqual(asked)
    }),
    { numRuns: 20 },
  )
})

describe('what is no schedule', () => {
  test.each([
    ['* * * *', '"* * * *" has 4 fields'],
    ['60 * * * *', '"60" is not a minute'],
    ['* 24 * * *', '"24" is not a hour'],
    ['* * 0 * *', '"0" is not a day of the month'],
    ['* * * 13 *', '"13" is not a month'],
    ['* * * * 7', '"7" is not a day of the week'], // as in Kubernetes: Sunday is 0
    ['5-1 * * * *', '"5-1" is not a minute'],
    ['*/0 * * * *', '"*/0" is not a minute'],
    ['1-2-3 * * * *', '"1-2-3" is not a minute'],
    ['a * * * *', '"a" is not a minute'],
    ['@sometimes', '"@sometimes" has 1 fields'],
    ['0 0 30 2 *', '"0 0 30 2 *" never comes'],
    ['0 0 31 4,6,9,11 *', '"0 0 31 4,6,9,11 *" never comes'],
  ])('%s', (text, message) => {
    expect(() => parseCron(text)).toThrow(message)
  })
})
