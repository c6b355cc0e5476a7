import type { Random } from './random.ts'

/** How a quantity varies, in whatever unit its field has. `cv` is the standard deviation divided by the mean. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly cv: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly cv: number }

export function mean(distribution: Distribution): number {
  if (distribution.kind === 'constant') return distribution.value
  if (distribution.kind === 'uniform') return (distribution.min + distribution.max) / 2
  return distribution.mean
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
