import { averageOf, type Distribution, paretoMoment } from '../../base/distribution.ts'

/** Means of the first, second and third power. */
export interface Moments {
  readonly first: number
  readonly second: number
  readonly third: number
}

export function moments(distribution: Distribution): Moments {
  switch (distribution.kind) {
    case 'constant':
      return scaled(distribution.value, 1, 1)
    case 'exponential':
      return scaled(distribution.mean, 2, 6)
    case 'lognormal': {
      const spread = 1 + distribution.cv * distribution.cv
      return scaled(distribution.mean, spread, spread * spread * spread)
    }
    case 'gamma': {
      const cv2 = distribution.cv * distribution.cv
      return scaled(distribution.mean, 1 + cv2, (1 + cv2) * (1 + 2 * cv2))
    }
    case 'uniform': {
      const { min, max } = distribution
      return {
        first: (min + max) / 2,
        second: (min * min + min * max + max * max) / 3,
        third: ((min + max) * (min * min + max * max)) / 4,
      }
    }
    case 'pareto': {
      const power = (k: number) => paretoMoment(distribution, k)
      return { first: power(1), second: power(2), third: power(3) }
    }
    case 'empirical': {
      const { values } = distribution
      return {
        first: averageOf(values),
        second: averageOf(values.map((value) => value * value)),
        third: averageOf(values.map((value) => value * value * value)),
      }
    }
  }
}

/** The variance divided by the mean squared. */
export function cv2({ first, second }: Moments): number {
  return first === 0 ? 0 : second / (first * first) - 1
}

/** The moments of a distribution with this mean, from those with mean 1. */
function scaled(mean: number, second: number, third: number): Moments {
  return { first: mean, second: second * mean * mean, third: third * mean * mean * mean }
}
