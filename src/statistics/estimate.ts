import { power } from '../base/power.ts'
import { bootstrapInterval } from './bootstrap.ts'
import { CONFIDENCE, type Interval } from './interval.ts'
import { tQuantile, twoSidedP } from './student-t.ts'

/** What independent values say about the mean that they come from. */
export interface Estimate {
  readonly count: number
  readonly mean: number
  /** Student's t interval of 95 %; null for fewer than two values. */
  readonly interval: Interval | null
}

/** A mean difference of paired values, with the two opinions on whether it is 0. */
export interface PairedEstimate extends Estimate {
  /** Percentile bootstrap of 95 %. */
  readonly bootstrap: Interval | null
  /** Two-sided p value of the paired t test; null for fewer than two pairs. */
  readonly p: number | null
}

export function estimate(values: readonly number[]): Estimate {
  const { mean, error } = meanAndError(values)
  const count = values.length
  if (count < 2) return { count, mean, interval: null }
  const half = tQuantile(1 - (1 - CONFIDENCE) / 2, count - 1) * error
  return { count, mean, interval: { low: mean - half, high: mean + half } }
}

/** Over the seeds in which there is a value; null where there is none. */
export function knownMean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : meanAndError(known).mean
}

/** `values` minus `baseline`, pair by pair: runs under the same seed meet the same arrivals, durations and failures. */
export function pairedEstimate(values: readonly number[], baseline: readonly number[]): PairedEstimate {
  const differences = values.map((value, index) => value - baseline[index])
  return {
    ...estimate(differences),
    bootstrap: bootstrapInterval(differences),
    p: pValue(differences, values, baseline),
  }
}

function pValue(differences: readonly number[], values: readonly number[], baseline: readonly number[]): number | null {
  const count = differences.length
  if (count < 2) return null
  const { mean, error } = meanAndError(differences)
  if (error > 0) return twoSidedP(mean / error, count - 1)
  if (mean === 0) return 1
  // Chance touches neither side: the difference is exact. Else equal differences say no more than their common sign does.
  return isConstant(values) && isConstant(baseline) ? 0 : 2 * power(2, -count)
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0])
}

/** The mean and its standard error, with n − 1 in the denominator. Equal values have their mean exactly. */
function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const count = values.length
  if (isConstant(values)) return { mean: values[0], error: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean, error: Math.sqrt(squares / (count - 1) / count) }
}
