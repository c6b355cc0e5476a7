import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../../src/base/instant.ts'
import { scheduled } from '../../../src/policies/pod-autoscaler/scheduled.ts'
import { MINUTE } from '../../builders/amounts.ts'
import { podAutoscaler, pool, service } from '../../builders/model.ts'
import { simulated, summaryOf } from '../../builders/simulated.ts'
import { decision } from './views.ts'

const office = {
  schedule: [
    { cron: '0 8 * * 1-5', replicas: 20 },
    { cron: '0 22 * * *', replicas: 3 },
    { cron: '0 0 * * 0', replicas: 0 },
  ],
}

// 1970-01-01, day 0 of the views, was a Thursday.
test.each([
  { hours: 7.99, replicas: 2, because: 'nothing was scheduled yet: as it is' },
  { hours: 8, replicas: 20, because: 'from 08:00 on' },
  { hours: 21.99, replicas: 20, because: 'until 22:00' },
  { hours: 22, replicas: 3, because: 'from 22:00 on' },
])('Thursday + $hours h: $replicas, $because', ({ hours, replicas }) => {
  expect(decision('scheduled', office, { nowUs: hours * 60 * MINUTE }).replicas).toBe(replicas)
})

test.each([
  { start: '2026-11-10T18:00:00+08:00', at: 240, because: '22:00 on the clock of the start is 4 h on' },
  { start: '2026-11-10T18:00:30+08:00', at: 240, because: '3 h 59 min 30 s, seen at the next look' },
  { start: '2026-11-14T18:00:00Z', at: 240, because: 'on a Saturday too' },
  { start: '2026-11-13T23:00:00-05:00', at: null, because: 'Saturday has no morning; the next time is its 22:00' },
])('start $start: 3 replicas after $at min, $because', ({ start, at }) => {
  const { decisions } = simulated(
    12 * 3600,
    {
      pools: [pool({ count: 30 })],
      workloads: [service({ replicas: 20, autoscaler: podAutoscaler('scheduled', { ...office, every: '1m' }) })],
    },
    { start: parseInstant(start) },
  )
  expect(decisions[0]?.atSeconds ?? null).toBe(at === null ? null : at * 60)
})

test('an hour of twelve replicas between two of two: 5 1/3 in the mean', () => {
  const autoscaler = podAutoscaler('scheduled', {
    schedule: [
      { cron: '0 9 * * *', replicas: 12 },
      { cron: '0 10 * * *', replicas: 2 },
    ],
  })
  const result = simulated(
    3 * 3600,
    { pools: [pool({ count: 12 })], workloads: [service({ replicas: 2, autoscaler })] },
    { start: parseInstant('2026-11-10T08:00:00+08:00') },
  )
  expect(summaryOf(result, 'web')['replicas.mean']).toBeCloseTo((2 + 12 + 2) / 3, 9)
  expect(result.decisions.map(({ decision: said, reason }) => `${said}: ${reason}`)).toEqual([
    '2 → 12 replicas: scheduled at "0 9 * * *"',
    '12 → 2 replicas: scheduled at "0 10 * * *"',
  ])
})

test('of two at the same time the later one of the list holds', () => {
  const both = {
    schedule: [
      { cron: '0 8 * * *', replicas: 5 },
      { cron: '0 8 * * 4', replicas: 9 },
    ],
  }
  expect(decision('scheduled', both, { nowUs: 480 * MINUTE }).replicas).toBe(9)
})

describe('mistakes', () => {
  test('a schedule that comes too often to be written down', () => {
    const { options } = podAutoscaler('scheduled', { schedule: [{ cron: '* * * * *', replicas: 1 }] })
    const year = { durationUs: 365 * 1440 * MINUTE, localStartMs: 0 }
    expect(scheduled.check?.(options as never, {} as never, year)).toMatchObject([{ path: ['schedule', 0, 'cron'] }])
    expect(scheduled.check?.(options as never, {} as never, { ...year, durationUs: 1440 * MINUTE })).toEqual([])
  })

  test('a schedule of which no time comes within the run', () => {
    const morning = { cron: '0 8 * * *', replicas: 5 }
    const found = (schedule: object[], hours: number) =>
      scheduled.check?.(podAutoscaler('scheduled', { schedule }).options as never, {} as never, {
        durationUs: hours * 60 * MINUTE,
        localStartMs: 0,
      })
    expect(found([morning], 8)).toMatchObject([
      { path: ['schedule'], message: 'no time of the schedule comes within the scenario (8h)' },
    ])
    expect(found([morning], 9)).toEqual([])
    expect(found([morning, { cron: '0 1 * * *', replicas: 2 }], 8)).toEqual([])
  })

  test.each([
    { options: { schedule: [{ cron: '0 0 30 2 *', replicas: 1 }] }, complaint: 'never comes' },
    { options: { schedule: [{ cron: '0 8 * *', replicas: 1 }] }, complaint: '4 fields' },
    { options: { schedule: [{ cron: '0 8 * * *', replicas: -1 }] }, complaint: '>=0' },
    { options: { schedule: [] }, complaint: '>=1' },
  ])('$options is refused', ({ options, complaint }) => {
    expect(() => podAutoscaler('scheduled', options)).toThrow(complaint)
  })
})
