import type { Better } from '../results/types.ts'
import { type PairedEstimate, pairedEstimate } from '../statistics/estimate.ts'
import { CONFIDENCE } from '../statistics/interval.ts'
import { type Judgement, judge, toleranceOf } from './tolerance.ts'

export interface PairedTest extends PairedEstimate {
  /** Over the seeds that both sides have. */
  readonly baselineMean: number
  /** Seeds that were run; more than `count` where the metric did not occur in some. */
  readonly seeds: number
}

/** Values against the baseline's of the same seeds; null where they share no seed with a value. */
export function pairedTest(
  values: readonly (number | null)[],
  baseline: readonly (number | null)[],
): PairedTest | null {
  const both = values.flatMap((value, index) => {
    const base = baseline[index] ?? null
    return value === null || base === null ? [] : [{ value, base }]
  })
  if (both.length === 0) return null
  const bases = both.map(({ base }) => base)
  const paired = pairedEstimate(
    both.map(({ value }) => value),
    bases,
  )
  const baselineMean = bases.reduce((sum, base) => sum + base, 0) / bases.length
  return { ...paired, baselineMean, seeds: values.length }
}

/**
 * With one seed, by the value alone. With several: the same where the whole interval is within the tolerance; better or worse
 * where the t test and the bootstrap both exclude 0; else undecided.
 */
export function judgeTest(test: PairedTest, unit: string, better: Better): Judgement {
  const { mean, baselineMean, interval, bootstrap, p, seeds } = test
  const value = baselineMean + mean
  if (seeds < 2) return judge(value, baselineMean, unit, better)
  if (interval === null || bootstrap === null || p === null) return 'undecided'
  const tolerance = toleranceOf(value, baselineMean, unit)
  if (interval.low >= -tolerance && interval.high <= tolerance) return 'same'
  const apart = p <= 1 - CONFIDENCE && (bootstrap.low > 0 || bootstrap.high < 0)
  if (!apart) return 'undecided'
  if (better === 'neither') return 'unjudged'
  return mean < 0 === (better === 'lower') ? 'better' : 'worse'
}
