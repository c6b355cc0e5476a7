import { power } from './power.ts'
import type { Random } from './random.ts'

/** How a quantity varies, in whatever unit its field has. `cv` is the standard deviation divided by the mean. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly cv: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly cv: number }
  /** Pareto from `min` on, cut off at `max`; Infinity: not cut off. */
  | { readonly kind: 'pareto'; readonly min: number; readonly max: number; readonly alpha: number }
  /** One of the values, each as likely as the others. */
  | { readonly kind: 'empirical'; readonly values: readonly number[] }

/** Infinite for a Pareto that is not cut off and falls too slowly. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value
    case 'uniform':
      return (distribution.min + distribution.max) / 2
    case 'pareto':
      return paretoMoment(distribution, 1)
    case 'empirical':
      return averageOf(distribution.values)
    default:
      return distribution.mean
  }
}

/** The squared coefficient of variation: the variance divided by the mean squared; 0 when the mean is 0. */
export function squaredCv(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return 0
    case 'exponential':
      return 1
    case 'lognormal':
    case 'gamma':
      return distribution.cv * distribution.cv
    default: {
      const first = mean(distribution)
      return first === 0 ? 0 : Math.max(0, secondMoment(distribution) / (first * first) - 1)
    }
  }
}

/** The same shape, every value times `factor`. */
export function stretched(distribution: Distribution, factor: number): Distribution {
  switch (distribution.kind) {
    case 'constant':
      return { kind: 'constant', value: distribution.value * factor }
    case 'uniform':
      return { kind: 'uniform', min: distribution.min * factor, max: distribution.max * factor }
    case 'pareto':
      return { ...distribution, min: distribution.min * factor, max: distribution.max * factor }
    case 'empirical':
      return { kind: 'empirical', values: distribution.values.map((value) => value * factor) }
    default:
      return { ...distribution, mean: distribution.mean * factor }
  }
}

type Spread = Extract<Distribution, { kind: 'uniform' | 'pareto' | 'empirical' }>

function secondMoment(distribution: Spread): number {
  if (distribution.kind === 'pareto') return paretoMoment(distribution, 2)
  if (distribution.kind === 'empirical') return averageOf(distribution.values.map((value) => value * value))
  const { min, max } = distribution
  return (min * min + min * max + max * max) / 3
}

export function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

type Pareto = Extract<Distribution, { kind: 'pareto' }>

/** Mean of the k-th power: the integral of x^(k − α − 1) from min to max over the share of the tail that is kept. */
export function paretoMoment({ min, max, alpha }: Pareto, k: number): number {
  const scale = (alpha * power(min, alpha)) / (1 - power(min / max, alpha))
  if (k === alpha) return scale * Math.log(max / min)
  if (k > alpha && max === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
  return (scale * (power(max, k - alpha) - power(min, k - alpha))) / (k - alpha)
}

export function sample(distribution: Distribution, random: Random): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value
    case 'exponential':
      return distribution.mean * exponential(random)
    case 'uniform':
      return distribution.min + (distribution.max - distribution.min) * random.uniform()
    case 'lognormal': {
      const variance = Math.log1p(distribution.cv * distribution.cv)
      return distribution.mean * Math.exp(Math.sqrt(variance) * normal(random) - variance / 2)
    }
    case 'gamma': {
      if (distribution.cv === 0) return distribution.mean
      const shape = 1 / (distribution.cv * distribution.cv)
      return (distribution.mean / shape) * gamma(shape, random)
    }
    case 'pareto': {
      const { min, max, alpha } = distribution
      const kept = 1 - power(min / max, alpha)
      return min * power(1 - random.uniform() * kept, -1 / alpha)
    }
    case 'empirical':
      return distribution.values[random.int(distribution.values.length)]
  }
}

/** A duration: the sample in whole microseconds. */
export function sampleUs(distribution: Distribution, random: Random): number {
  return Math.min(Math.round(sample(distribution, random)), Number.MAX_SAFE_INTEGER)
}

/** Uniform in (0, 1], so that its logarithm is finite. */
function positiveUniform(random: Random): number {
  return 1 - random.uniform()
}

function exponential(random: Random): number {
  return -Math.log(positiveUniform(random))
}

/**
 * Standard normal by Box and Muller, without keeping the second value: each call takes exactly two uniforms,
 * so that runs which differ in one sample stay in step afterwards.
 */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(positiveUniform(random)))
  return radius * Math.cos(2 * Math.PI * random.uniform())
}

/**
 * Gamma with scale 1: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables",
 * ACM TOMS 26 (2000); shapes below 1 by their remark that G(a) = G(a + 1) · U^(1/a).
 */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * Math.exp(-exponential(random) / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const base = 1 + c * x
    const u = positiveUniform(random)
    if (base <= 0) continue
    const v = base * base * base
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
