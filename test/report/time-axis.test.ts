import { describe, expect, test } from 'vitest'
import { clockFacts, timeAxis } from '../../src/report/time-axis.ts'
import { sampleResults } from './sample-results.ts'

const axisOf = (start: string | null, buckets: number, bucketSeconds: number) =>
  timeAxis(clockFacts(sampleResults({ start, buckets, bucketSeconds, variants: ['a'] })))

const ticksOf = (axis: ReturnType<typeof axisOf>) =>
  axis.ticksIn({ from: 0, to: axis.buckets }, 9).map((tick) => tick.label)

describe('ticks stand at round times of the wall clock', () => {
  const rows: [what: string, start: string | null, buckets: number, seconds: number, ticks: string[]][] = [
    [
      'a day from noon',
      '2026-11-10T12:00:00+08:00',
      480,
      180,
      ['12:00', '15:00', '18:00', '21:00', '00:00', '03:00', '06:00', '09:00', '12:00'],
    ],
    [
      '90 min from 23:30',
      '2026-11-10T23:30:00+08:00',
      360,
      15,
      ['23:30', '23:40', '23:50', '00:00', '00:10', '00:20', '00:30', '00:40', '00:50', '01:00'],
    ],
    ['ten minutes of an unnamed day', null, 120, 5, ['00:00', '00:02', '00:04', '00:06', '00:08', '00:10']],
    ['ten seconds', null, 10, 1, ['00:00:00', '00:00:02', '00:00:04', '00:00:06', '00:00:08', '00:00:10']],
    [
      'a week',
      '2026-11-10T12:00:00Z',
      480,
      1260,
      ['11 Nov', '12 Nov', '13 Nov', '14 Nov', '15 Nov', '16 Nov', '17 Nov'],
    ],
    [
      'a week without a name',
      null,
      480,
      1260,
      ['day 1', 'day 2', 'day 3', 'day 4', 'day 5', 'day 6', 'day 7', 'day 8'],
    ],
  ]
  test.each(rows)('%s', (_what, start, buckets, seconds, ticks) => {
    expect(ticksOf(axisOf(start, buckets, seconds))).toEqual(ticks)
  })
})

test('a tick stands where its time is, of a part as of the whole', () => {
  const axis = axisOf(null, 480, 1260)
  // day 2 begins at 86 400 s = bucket 68.57
  expect(axis.ticksIn({ from: 0, to: 480 }, 9)[1]).toEqual({ bucket: 86_400 / 1260, label: 'day 2' })
  // 10 buckets of 21 min from 21:00: 3.5 h, at most 4 ticks
  expect(axis.ticksIn({ from: 60, to: 70 }, 4).map((tick) => tick.label)).toEqual([
    'day 1 21:00',
    'day 1 22:00',
    'day 1 23:00',
    'day 2',
  ])
})

test('Chinese days', () => {
  const axis = timeAxis(
    clockFacts(sampleResults({ start: '2026-11-10T12:00:00Z', buckets: 480, bucketSeconds: 1260 })),
    'zh',
  )
  expect(axis.ticksIn({ from: 0, to: 480 }, 9)[0]?.label).toBe('11 月 11 日')
  expect(axis.span).toBe('2026 年 11 月 10 日 12:00 至 2026 年 11 月 17 日 12:00（UTC）')
})

test('the span names the zone of the scenario', () => {
  expect(axisOf('2026-11-10T23:30:00+08:00', 90, 60).span).toBe('10 Nov 2026 23:30 to 11 Nov 2026 01:00 (UTC+08:00)')
  expect(axisOf('2026-12-31T20:00:00-03:30', 300, 60).span).toBe(
    '31 Dec 2026 20:00 to 1 Jan 2027 01:00 (UTC\u221203:30)',
  )
  expect(axisOf('2026-01-01T00:00:00Z', 60, 60).span).toContain('(UTC)')
  expect([axisOf(null, 90, 60).span, axisOf(null, 30, 60).span]).toEqual(['1.5 h', '30 min'])
})

test('decisions are told to the second', () => {
  expect(axisOf('2026-11-10T23:59:00Z', 60, 60).clock(90)).toBe('00:00:30')
  expect(axisOf(null, 2880, 60).clock(86_430)).toBe('day 2 00:00:30')
})

test('no variant, no buckets', () => {
  const clock = clockFacts({ ...sampleResults(), variants: [] })
  expect(clock.buckets).toBe(0)
  expect(timeAxis(clock).ticksIn({ from: 0, to: 0 }, 9).length).toBeLessThanOrEqual(1)
})
