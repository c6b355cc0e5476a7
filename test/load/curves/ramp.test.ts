import { expect, it } from 'vitest'
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../src/base/time.ts'
import { checkRates, complaints, curveOf, jumpsOf } from '../curve-of.ts'

const GROWTH = { ramp: { from: '10/s', to: '30/s', start: '1h', end: '5h' } }

it('is level, straight, level', () => {
  checkRates(GROWTH, [
    ['0s', 10],
    ['1h', 10],
    ['2h', 15], // 10 + 20 × 1/4
    ['4h', 25],
    ['5h', 30],
    ['2d', 30],
  ])
  expect(jumpsOf(curveOf(GROWTH), 0, 5)).toEqual([US_PER_HOUR, 5 * US_PER_HOUR, Infinity])
})

it('starts at the start, may start before it, and jumps when it takes no time', () => {
  checkRates({ ramp: { from: '0/s', to: '10/s', end: '10h' } }, [['5h', 5]])
  const late = { ramp: { from: '0/s', to: '10/s', start: '2026-01-01T00:00:00Z', end: '2026-01-01T10:00:00Z' } }
  checkRates(late, [['0s', 5]], { axis: { startEpochMs: Date.UTC(2026, 0, 1, 5) } })
  const jump = curveOf({ ramp: { from: '1/s', to: '2/s', start: '1m', end: '1m' } })
  expect([jump.ratePerSecond(US_PER_MINUTE - 1), jump.ratePerSecond(US_PER_MINUTE), jump.continuous]).toEqual([
    1,
    2,
    false,
  ])
})

it('has the area of its closed form over a day', () => {
  const curve = curveOf(GROWTH)
  let total = 0
  for (let at = US_PER_MINUTE / 2; at < US_PER_DAY; at += US_PER_MINUTE) total += curve.ratePerSecond(at) * 60
  // 1 h at 10, 4 h at 20 on average, 19 h at 30
  expect(total).toBeCloseTo(3600 * (10 + 4 * 20 + 19 * 30), 3)
})

it('refuses an end before the start', () => {
  expect(complaints({ ramp: { from: '0/s', to: '1/s', start: '2h', end: '1h' } })).toEqual([
    'ramp: end is before start',
  ])
})
