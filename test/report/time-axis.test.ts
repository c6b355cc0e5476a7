import { describe, expect, test } from 'vitest'
import { timeAxis } from '../../src/report/time-axis.ts'
import { sampleResults } from './sample-results.ts'

const axisOf = (start: string | null, buckets: number, bucketSeconds: number) =>
  timeAxis(sampleResults({ start, buckets, bucketSeconds, variants: ['a'] }))

const ticksOf = (axis: ReturnType<typeof axisOf>) => axis.ticks.map((tick) => tick.label)

describe('ticks stand at round times of the wall clock', () => {
  const rows: [what: string, start: string | null, buckets: number, seconds: number, ticks: string[]][] = [
    [
      'a day from noon',
      '2026-11-10T12:00:00+08:00',
      480,
      180,
      ['12:00', '15:00', '18:00', '21:00', '00:00', '03:00', '06:00', '09:00'],
    ],
    [
      '90 min from 23:30',
      '2026-11-10T23:30:00+08:00',
      360,
      15,
      ['23:30', '23:40', '23:50', '00:00', '00:10', '00:20', '00:30', '00:40', '00:50'],
    ],
    ['ten minutes of an unnamed day', null, 120, 5, ['00:00', '00:02', '00:04', '00:06', '00:08']],
    ['ten seconds', null, 10, 1, ['00:00:00', '00:00:02', '00:00:04', '00:00:06', '00:00:08']],
    [
      'a week',
      '2026-11-10T12:00:00Z',
      480,
      1260,
      ['11 Nov', '12 Nov', '13 Nov', '14 Nov', '15 Nov', '16 Nov', '17 Nov'],
    ],
    ['a week without a name', null, 480, 1260, ['day 1', 'day 2', 'day 3', 'day 4', 'day 5', 'day 6', 'day 7']],
  ]
  test.each(rows)('%s', (_what, start, buckets, seconds, ticks) => {
    expect(ticksOf(axisOf(start, buckets, seconds))).toEqual(ticks)
  })
})

test('a tick is at the bucket nearest to its time, a label is the time of its bucket', () => {
  const axis = axisOf(null, 480, 1260)
  // day 2 begins at 86 400 s = bucket 68.57
  expect(axis.ticks[1]).toEqual({ bucket: 69, label: 'day 2' })
  expect(axis.labels[69]).toBe('day 2 00:09')
  expect(axis.labels[0]).toBe('day 1')
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

test('no series, no labels', () => {
  const axis = timeAxis({ ...sampleResults(), variants: [] })
  expect(axis.labels).toEqual([])
  expect(axis.ticks).toEqual([])
})
