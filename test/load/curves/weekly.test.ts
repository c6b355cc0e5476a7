import { expect, it } from 'vitest'
import { US_PER_DAY, US_PER_HOUR } from '../../../src/base/time.ts'
import { timeAxis } from '../../../src/scenario/time-axis.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const WEEKEND = { weekly: { curve: '100/s', days: { saturday: 0.6, sunday: 0.5 } } }

it('begins on a Monday without a start', () => {
  checkRates(WEEKEND, [
    ['0s', 100],
    ['4d23h59m', 100],
    ['5d', 60],
    ['6d', 50],
    ['7d', 100],
  ])
})

it('follows the local calendar: 2026-11-13T18:00+08:00 is a Friday evening', () => {
  const start = { text: '', epochMs: Date.UTC(2026, 10, 13, 10), offsetMinutes: 480 }
  const axis = timeAxis(7 * US_PER_DAY, start)
  expect(axis.startOfWeekUs).toBe(4 * US_PER_DAY + 18 * US_PER_HOUR)
  checkRates(
    WEEKEND,
    [
      ['5h59m', 100],
      ['6h', 60], // Saturday
      ['30h', 50],
      ['54h', 100], // Monday
    ],
    { axis },
  )
  expect(jumpsOf(curveOf(WEEKEND, { axis }), 0, 3)).toEqual([6, 30, 54].map((h) => h * US_PER_HOUR))
})

it.each([
  [1970, 0, 1, 3], // Thursday
  [1969, 11, 28, 6], // Sunday, before 1970
  [2000, 1, 29, 1], // Tuesday
])('knows the day of %i-%i-%i', (year, month, day, sinceMonday) => {
  const axis = timeAxis(1, { text: '', epochMs: Date.UTC(year, month, day), offsetMinutes: 0 })
  expect(axis.startOfWeekUs).toBe(sinceMonday * US_PER_DAY)
})

it('refuses days that there are not', () => {
  expect(complaints({ weekly: { curve: '1/s', days: { caturday: 1 } } })).toHaveLength(1)
  expect(complaints({ weekly: { curve: '1/s', days: { sunday: -1 } } })).toHaveLength(1)
})
