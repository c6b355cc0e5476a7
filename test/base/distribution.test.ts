import { describe, expect, test } from 'vitest'
import { type Distribution, mean, sample, sampleUs, squaredCv, stretched } from '../../src/base/distribution.ts'
import { atMost } from '../../src/base/distribution-function.ts'
import { randomStream } from '../../src/base/random.ts'

const SAMPLES = 100_000

interface Row {
  readonly name: string
  readonly distribution: Distribution
  readonly mean: number
  readonly cv: number
  /** Kurtosis μ₄/σ⁴, which says how much the cv of a sample scatters. */
  readonly kurtosis: number
}

const ROWS: readonly Row[] = [
  // exponential: μ₄/σ⁴ = 9
  { name: 'exponential', distribution: { kind: 'exponential', mean: 40 }, mean: 40, cv: 1, kurtosis: 9 },
  // uniform: mean (2 + 8)/2, σ = (8 - 2)/√12 = 1.7321, cv = 1.7321/5; μ₄/σ⁴ = 9/5
  { name: 'uniform', distribution: { kind: 'uniform', min: 2, max: 8 }, mean: 5, cv: 0.34641, kurtosis: 1.8 },
  // lognormal with w = 1 + cv² = 1.81: μ₄/σ⁴ = w⁴ + 2w³ + 3w² - 3 = 10.73 + 11.86 + 9.83 - 3
  { name: 'lognormal', distribution: { kind: 'lognormal', mean: 45, cv: 0.9 }, mean: 45, cv: 0.9, kurtosis: 29.4 },
  {
    name: 'narrow lognormal',
    distribution: { kind: 'lognormal', mean: 90, cv: 0.2 },
    mean: 90,
    cv: 0.2,
    kurtosis: 3.7,
  },
  // gamma of shape k = 1/cv²: μ₄/σ⁴ = 3 + 6/k
  { name: 'gamma, shape 4', distribution: { kind: 'gamma', mean: 10, cv: 0.5 }, mean: 10, cv: 0.5, kurtosis: 4.5 },
  { name: 'gamma, shape 1', distribution: { kind: 'gamma', mean: 10, cv: 1 }, mean: 10, cv: 1, kurtosis: 9 },
  { name: 'gamma, shape 1/4', distribution: { kind: 'gamma', mean: 10, cv: 2 }, mean: 10, cv: 2, kurtosis: 27 },
  // (α = 3) kept 1 − 1/8: mean (3/2)(1 − 1/4)/(7/8) = 9/7, second moment 3(1 − 1/2)/(7/8) = 12/7; σ⁴ from there, μ₄ ≤ 1
  {
    name: 'pareto',
    distribution: { kind: 'pareto', min: 1, max: 2, alpha: 3 },
    mean: 9 / 7,
    cv: Math.sqrt(12 / 7 / (81 / 49) - 1),
    kurtosis: 3,
  },
  // σ² = ((−1)² + 0 + 0 + 1) / 4 = 1/2, μ₄ = 1/2
  {
    name: 'empirical',
    distribution: { kind: 'empirical', values: [1, 2, 2, 3] },
    mean: 2,
    cv: Math.SQRT1_2 / 2,
    kurtosis: 2,
  },
]

function drawn(distribution: Distribution, name: string): number[] {
  const random = randomStream(20261111, `distribution/${name}`)
  return Array.from({ length: SAMPLES }, () => sample(distribution, random))
}

function momentsOf(numbers: readonly number[]): { mean: number; cv: number } {
  const average = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const variance = numbers.reduce((sum, number) => sum + (number - average) * (number - average), 0) / numbers.length
  return { mean: average, cv: Math.sqrt(variance) / average }
}

describe.each(ROWS)('$name', (row) => {
  test('mean() is the closed form', () => {
    expect(mean(row.distribution)).toBeCloseTo(row.mean, 12)
    expect(squaredCv(row.distribution)).toBeCloseTo(row.cv * row.cv, 4)
  })

  test('samples have that mean and cv', () => {
    const moments = momentsOf(drawn(row.distribution, row.name))
    // Standard errors: of the mean cv/√n, of the standard deviation √((kurtosis - 1)/4n), both relative. Four of them.
    const meanError = row.cv / Math.sqrt(SAMPLES)
    const spreadError = Math.sqrt((row.kurtosis - 1) / (4 * SAMPLES))
    expect(Math.abs(moments.mean / row.mean - 1)).toBeLessThan(4 * meanError)
    expect(Math.abs(moments.cv / row.cv - 1)).toBeLessThan(4 * (spreadError + meanError))
  })

  test('the distribution function is the share of samples', () => {
    const samples = drawn(row.distribution, row.name)
    for (const times of [0.5, 0.9, 1.3, 2]) {
      const share = samples.filter((number) => number <= times * row.mean).length / SAMPLES
      // Four standard errors of at most 0.5/√n.
      expect(Math.abs(atMost(row.distribution, times * row.mean) - share)).toBeLessThan(2 / Math.sqrt(SAMPLES))
    }
  })

  test('stretched, all of it is longer', () => {
    const twice = stretched(row.distribution, 2)
    expect(mean(twice)).toBeCloseTo(2 * row.mean, 10)
    expect(squaredCv(twice)).toBeCloseTo(squaredCv(row.distribution), 10)
    expect(atMost(twice, 1.7 * row.mean)).toBeCloseTo(atMost(row.distribution, 0.85 * row.mean), 10)
  })

  test('samples are never negative', () => {
    expect(drawn(row.distribution, row.name).every((number) => number >= 0)).toBe(true)
  })
})

/** Shares of samples at or below a value, against the closed form; standard error at most 0.5/√n = 0.0016. */
describe.each([
  ['exponential median at mean · ln 2', { kind: 'exponential', mean: 10 }, 10 * Math.LN2, 0.5],
  ['exponential 95 % at mean · ln 20', { kind: 'exponential', mean: 10 }, 10 * Math.log(20), 0.95],
  // cv 1: σ² = ln 2, median = mean · exp(-σ²/2) = mean / √2
  ['lognormal median at mean / √(1 + cv²)', { kind: 'lognormal', mean: 10, cv: 1 }, 10 / Math.SQRT2, 0.5],
  ['uniform quarter', { kind: 'uniform', min: 4, max: 8 }, 5, 0.25],
  // shape 1 of the gamma sampler is the exponential
  ['gamma of cv 1 is exponential', { kind: 'gamma', mean: 10, cv: 1 }, 10 * Math.LN2, 0.5],
] as const)('%s', (name, distribution, value, share) => {
  test('holds', () => {
    const below = drawn(distribution, name).filter((number) => number <= value).length / SAMPLES
    expect(Math.abs(below - share)).toBeLessThan(4 * 0.0016)
  })
})

test('a constant, and a cv of 0, do not vary', () => {
  const random = randomStream(1, 'x')
  expect(sample({ kind: 'constant', value: 7 }, random)).toBe(7)
  expect(sample({ kind: 'gamma', mean: 7, cv: 0 }, random)).toBe(7)
  expect(sample({ kind: 'lognormal', mean: 7, cv: 0 }, random)).toBe(7)
  expect(mean({ kind: 'constant', value: 7 })).toBe(7)
})

test('a lognormal sample takes two uniforms, so that runs that differ in one sample stay in step', () => {
  const [one, other] = [randomStream(1, 'x'), randomStream(1, 'x')]
  sample({ kind: 'lognormal', mean: 5, cv: 3 }, one)
  other.uniform()
  other.uniform()
  expect(one.uniform()).toBe(other.uniform())
})

test('durations come in whole microseconds', () => {
  const random = randomStream(1, 'x')
  const durations = Array.from({ length: 100 }, () => sampleUs({ kind: 'exponential', mean: 40 }, random))
  expect(durations.every(Number.isSafeInteger)).toBe(true)
  expect(sampleUs({ kind: 'constant', value: 1e300 }, random)).toBe(Number.MAX_SAFE_INTEGER)
})

test.each([
  { max: Number.POSITIVE_INFINITY, alpha: 3, average: 1.5, cv2: 3 / 2.25 - 1 },
  // 2 · ln 4 / (1 − 1/16) and 2 · (1 − 1/4) / (15/16)
  { max: 4, alpha: 2, average: 1.6, cv2: (2 * Math.log(4)) / (15 / 16) / 2.56 - 1 },
  { max: Number.POSITIVE_INFINITY, alpha: 0.9, average: Number.POSITIVE_INFINITY, cv2: null },
])('Pareto from 1 to $max with alpha $alpha has a mean of $average', ({ max, alpha, average, cv2 }) => {
  const pareto: Distribution = { kind: 'pareto', min: 1, max, alpha }
  expect(mean(pareto)).toBeCloseTo(average, 10)
  if (cv2 !== null) expect(squaredCv(pareto)).toBeCloseTo(cv2, 10)
})
