import type { Random } from '../base/random.ts'
import { segmentFrom } from '../load/segment.ts'
import type { Curve } from '../load/types.ts'

/**
 * The next arrival of a Poisson process whose rate is the curve, strictly after `fromUs`; Infinity when none comes before `endUs`.
 * One draw per arrival: an exponential amount of expected arrivals is used up along the curve.
 */
export function nextArrivalUs(
  curve: Curve,
  fromUs: number,
  endUs: number,
  resolutionUs: number,
  random: Random,
): number {
  let expected = -Math.log(1 - random.uniform())
  for (let atUs = fromUs; atUs < endUs; ) {
    const segment = segmentFrom(curve, atUs, resolutionUs)
    const rate = segment.ratePerSecond
    const untilUs = Math.min(segment.endUs, endUs)
    const within = (rate * (untilUs - atUs)) / 1e6
    if (within >= expected && rate > 0) return Math.max(fromUs + 1, Math.round(atUs + (expected / rate) * 1e6))
    expected -= within
    atUs = untilUs
  }
  return Number.POSITIVE_INFINITY
}
