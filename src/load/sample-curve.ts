import { US_PER_SECOND } from '../base/time.ts'
import type { Samples } from './samples.ts'
import { lastIndexAtOrBefore } from './step-function.ts'
import type { Curve } from './types.ts'

/** What the rate is in a gap, and after the last row: from one usual step after a row on, until the next row. */
export type Gaps = 'hold' | 'zero' | 'interpolate'

/** A file of microsecond stamps with an hour missing would otherwise be filled with billions of steps. */
const FILL_STEP_MIN_US = US_PER_SECOND

/**
 * The step function of a time series: a row holds from its stamp until the next one, but no longer than one usual step when
 * `gaps` says otherwise. `interpolate` fills a gap with one value per usual step (at most one per second), on the line
 * between the rows around it.
 * `originUs` is the stamp that falls on time 0; before the first row the rate is 0.
 */
export function sampleCurve(samples: Samples, gaps: Gaps, originUs: number, perSeconds: number): Curve {
  const stepUs = gaps === 'interpolate' ? Math.max(samples.stepUs, FILL_STEP_MIN_US) : samples.stepUs
  const rowsUs = samples.stampsUs.map((stampUs) => stampUs - originUs)
  const rates = samples.values.map((value) => value / perSeconds)
  const last = rowsUs.length - 1

  /** Usual steps since the row, 0 in its own step. */
  const stepsSince = (row: number, atUs: number): number => Math.floor((atUs - rowsUs[row]) / stepUs)

  return {
    ratePerSecond: (atUs) => {
      const row = lastIndexAtOrBefore(rowsUs, atUs)
      if (row < 0) return 0
      const steps = stepsSince(row, atUs)
      if (steps === 0 || gaps === 'hold') return rates[row]
      if (gaps === 'zero') return 0
      if (row === last) return rates[row]
      const share = (steps * stepUs) / (rowsUs[row + 1] - rowsUs[row])
      return rates[row] + (rates[row + 1] - rates[row]) * share
    },
    continuous: false,
    nextJumpUs: (atUs) => {
      const row = lastIndexAtOrBefore(rowsUs, atUs)
      const nextRowUs = row < last ? rowsUs[row + 1] : Infinity
      if (row < 0 || gaps === 'hold') return nextRowUs
      const steps = stepsSince(row, atUs)
      const filled = gaps === 'interpolate' ? row < last : steps === 0
      return filled ? Math.min(rowsUs[row] + (steps + 1) * stepUs, nextRowUs) : nextRowUs
    },
  }
}
