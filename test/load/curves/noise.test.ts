import { expect, it } from 'vitest'
import { US_PER_MINUTE } from '../../../src/base/time.ts'
import { complaints, curveOf } from '../curve-of.ts'

const NOISE = { noise: { curve: '10/s', cv: 0.3, every: '1m' } }

it('has mean 1, the standard deviation that it says, and periods that do not depend on each other', () => {
  const curve = curveOf(NOISE)
  const count = 100_000
  const factors = Array.from({ length: count }, (_, i) => curve.ratePerSecond((i + 0.5) * US_PER_MINUTE) / 10)
  const mean = factors.reduce((sum, x) => sum + x, 0) / count
  const deviation = (lag: number) =>
    factors.slice(lag).reduce((sum, x, i) => sum + (x - mean) * (factors[i] - mean), 0) / (count - lag)
  // Four standard errors: 0.3 / √100000 for the mean, and about 1 / √100000 for the correlation.
  expect(Math.abs(mean - 1)).toBeLessThan(4 * 0.00095)
  expect(Math.sqrt(deviation(0))).toBeCloseTo(0.3, 2)
  expect(Math.abs(deviation(1) / deviation(0))).toBeLessThan(4 * 0.0032)
})

it('holds a factor for a period', () => {
  const curve = curveOf(NOISE)
  expect(curve.ratePerSecond(US_PER_MINUTE - 1)).toBe(curve.ratePerSecond(0))
  expect(curve.ratePerSecond(US_PER_MINUTE)).not.toBe(curve.ratePerSecond(0))
  expect(curve.nextJumpUs(0)).toBe(US_PER_MINUTE)
})

it('is another one in another place, and the same in the same', () => {
  const rate = (document: unknown) => curveOf(document).ratePerSecond(0)
  expect(rate({ sum: [NOISE, NOISE] })).toBe(rate({ sum: [NOISE, NOISE] }))
  expect(rate({ sum: [NOISE, NOISE] })).not.toBe(2 * rate({ sum: [NOISE] }))
})

it('is the same everywhere under the same name', () => {
  const named = { noise: { ...NOISE.noise, stream: 'weather' } }
  const rate = (document: unknown) => curveOf(document).ratePerSecond(0)
  expect(rate({ sum: [named, { scale: { curve: named, by: 2 } }] })).toBeCloseTo(3 * rate(named), 12)
})

it('without variation is the curve itself', () => {
  expect(curveOf({ noise: { curve: '10/s', cv: 0, every: '1m' } }).ratePerSecond(5)).toBe(10)
})

it('refuses a period that would make more jumps than a run can take', () => {
  expect(complaints({ noise: { curve: '1/s', cv: 1, every: '1ms' } })).toEqual([
    'noise.every: noise changes every second at most',
  ])
})
