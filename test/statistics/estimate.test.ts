import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import { bootstrapInterval } from '../../src/statistics/bootstrap.ts'
import { estimate, pairedEstimate } from '../../src/statistics/estimate.ts'

describe('a mean', () => {
  test('has an interval of t times the standard error to either side', () => {
    // 1 2 3 4 5: mean 3, deviation √2.5, error √0.5; t(0.975, 4) = 2.776445
    const { count, mean, interval } = estimate([1, 2, 3, 4, 5])
    expect([count, mean]).toEqual([5, 3])
    expect(interval?.low).toBeCloseTo(3 - 2.776445 * Math.sqrt(0.5), 5)
    expect(interval?.high).toBeCloseTo(3 + 2.776445 * Math.sqrt(0.5), 5)
  })

  test.each([
    [[7], { count: 1, mean: 7, interval: null }],
    [[0.1, 0.1, 0.1], { count: 3, mean: 0.1, interval: { low: 0.1, high: 0.1 } }],
  ])('of %j', (values, said) => {
    expect(estimate(values)).toEqual(said)
  })

  test('is within its 95 % interval in about 95 of 100 sets of normal-like values', () => {
    const random = randomStream(1, 'test/coverage')
    const sum12 = () => Array.from({ length: 12 }, () => random.uniform()).reduce((a, b) => a + b, 0)
    let covered = 0
    for (let set = 0; set < 2000; set++) {
      const { interval } = estimate(Array.from({ length: 8 }, sum12))
      if (interval !== null && interval.low <= 6 && interval.high >= 6) covered++
    }
    // Binomial with 2000 and 0.95: three deviations are 29.
    expect(covered).toBeGreaterThan(1900 - 30)
    expect(covered).toBeLessThan(1900 + 30)
  })
})

describe('a paired difference', () => {
  test('forgets what both sides share', () => {
    const baseline = [100, 500, 900, 300]
    const paired = pairedEstimate(
      baseline.map((value, index) => value - [1, 2, 1, 2][index]),
      baseline,
    )
    expect(paired.mean).toBe(-1.5)
    // Differences deviate by √(1/3), error √(1/12), t = −1.5 √12 = −5.196 with 3 degrees of freedom: p = 0.01385.
    expect(paired.p).toBeCloseTo(0.01385, 4)
    expect(paired.interval?.high).toBeLessThan(0)
    expect(paired.bootstrap).toEqual({ low: -2, high: -1 })
  })

  test.each([
    ['nothing differs', [1, 2, 3], [1, 2, 3], 1],
    ['chance touches neither side', [4, 4], [5, 5], 0],
    ['three equal differences of values that vary: 2 / 2³', [2, 3, 4], [1, 2, 3], 0.25],
    ['one pair says nothing', [2], [1], null],
  ])('%s', (_what, values, baseline, p) => {
    expect(pairedEstimate(values, baseline).p).toBe(p)
  })
})

describe('the bootstrap', () => {
  test('is the same every time, also after another length', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6]
    const first = bootstrapInterval(values)
    bootstrapInterval([1, 2, 3])
    expect(bootstrapInterval(values)).toEqual(first)
  })

  test('of two values ends at the values: a quarter of resamples is all one of them', () => {
    expect(bootstrapInterval([10, 20])).toEqual({ low: 10, high: 20 })
  })

  test('comes near the normal interval for many values', () => {
    const random = randomStream(2, 'test/bootstrap')
    const values = Array.from({ length: 400 }, () => random.uniform())
    const { mean } = estimate(values)
    const half = 1.96 * Math.sqrt(1 / 12 / 400)
    const interval = bootstrapInterval(values)
    expect(interval?.low).toBeCloseTo(mean - half, 2)
    expect(interval?.high).toBeCloseTo(mean + half, 2)
    expect(bootstrapInterval([1])).toBeNull()
  })
})
