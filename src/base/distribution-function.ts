import type { Distribution } from './distribution.ts'
import { power } from './power.ts'

/** P(X ≤ x). */
export function atMost(distribution: Distribution, x: number): number {
  if (x < 0) return 0
  switch (distribution.kind) {
    case 'constant':
      return x >= distribution.value ? 1 : 0
    case 'exponential':
      return -Math.expm1(-x / distribution.mean)
    case 'uniform':
      return uniformAtMost(distribution.min, distribution.max, x)
    case 'lognormal':
      return lognormalAtMost(distribution.mean, distribution.cv, x)
    case 'gamma':
      return gammaAtMost(distribution.mean, distribution.cv, x)
    case 'pareto': {
      const { min, max, alpha } = distribution
      if (x <= min) return 0
      return x >= max ? 1 : (1 - power(min / x, alpha)) / (1 - power(min / max, alpha))
    }
    case 'empirical':
      return shareAtMost(distribution.values, x)
  }
}

function shareAtMost(values: readonly number[], x: number): number {
  let count = 0
  for (const value of values) if (value <= x) count++
  return count / values.length
}

function uniformAtMost(min: number, max: number, x: number): number {
  if (x >= max) return 1
  return x <= min ? 0 : (x - min) / (max - min)
}

function lognormalAtMost(mean: number, cv: number, x: number): number {
  const variance = Math.log1p(cv * cv)
  if (variance === 0 || x === 0) return x >= mean && x > 0 ? 1 : 0
  return normalAtMost((Math.log(x / mean) + variance / 2) / Math.sqrt(variance))
}

function gammaAtMost(mean: number, cv: number, x: number): number {
  if (cv === 0) return x >= mean ? 1 : 0
  const shape = 1 / (cv * cv)
  return regularisedGamma(shape, (x / mean) * shape)
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalAtMost(z: number): number {
  const half = regularisedGamma(0.5, (z * z) / 2) / 2
  return z < 0 ? 0.5 - half : 0.5 + half
}

/**
 * The lower incomplete gamma function over the whole: its power series up to x = a + 1, beyond that the continued fraction of the
 * upper one by W. J. Lentz's method (Abramowitz and Stegun 6.5.29 and 6.5.31).
 */
export function regularisedGamma(a: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; term > sum * 1e-16; n++) {
      term *= x / (a + n)
      sum += term
    }
    return front * sum
  }
  let b = x + 1 - a
  let c = Number.MAX_VALUE
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 1000; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    const step = c * d
    fraction *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return 1 - front * fraction
}

/** ln Γ(x) for x > 0 by Stirling's series, after the recurrence has taken x to where the series is exact to 1e-15. */
function logGamma(x: number): number {
  let product = 1
  let y = x
  for (; y < 12; y++) product *= y
  const inverse = 1 / y
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
}
