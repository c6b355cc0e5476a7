import { type Distribution, mean, paretoMoment } from './distribution.ts'
import { atMost, normalAtMost, regularisedGamma } from './distribution-function.ts'

/** Less than one in a million is none: it would only put specks of requests into results. */
const SPECK = 1e-6

/**
 * How likely it is that what is under way at a random moment lasts more than x longer, whatever it has behind it: E[(X − x)⁺] / E[X]
 * (D. R. Cox, Renewal Theory, ch. 5).
 */
export function residualAbove(distribution: Distribution, x: number): number {
  const average = mean(distribution)
  if (average === 0) return 0
  if (average === Number.POSITIVE_INFINITY) return 1
  const share = excess(distribution, average, x) / average
  return share < SPECK ? 0 : Math.min(1, share)
}

/** E[(X − x)⁺] for x ≥ 0. */
function excess(distribution: Distribution, average: number, x: number): number {
  switch (distribution.kind) {
    case 'constant':
      return Math.max(0, average - x)
    case 'exponential':
      return average * Math.exp(-x / average)
    case 'uniform': {
      const { min, max } = distribution
      if (x <= min) return average - x
      return x >= max ? 0 : ((max - x) * (max - x)) / (2 * (max - min))
    }
    case 'lognormal': {
      const sigma = Math.sqrt(Math.log1p(distribution.cv * distribution.cv))
      if (sigma === 0 || x === 0) return Math.max(0, average - x)
      const d = Math.log(average / x) / sigma + sigma / 2
      return average * normalAtMost(d) - x * normalAtMost(d - sigma)
    }
    case 'gamma': {
      const { cv } = distribution
      if (cv === 0) return Math.max(0, average - x)
      const shape = 1 / (cv * cv)
      const at = (x / average) * shape
      return average * (1 - regularisedGamma(shape + 1, at)) - x * (1 - regularisedGamma(shape, at))
    }
    case 'pareto': {
      const { min, max } = distribution
      if (x <= min) return average - x
      return x >= max ? 0 : (1 - atMost(distribution, x)) * (paretoMoment({ ...distribution, min: x }, 1) - x)
    }
    case 'empirical': {
      const { values } = distribution
      return values.reduce((sum, value) => sum + Math.max(0, value - x), 0) / values.length
    }
  }
}
