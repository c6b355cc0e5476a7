import type { Random } from '../base/random.ts'
import { RATE_MAX_PER_SECOND } from '../base/rate.ts'
import type { Curve } from '../load/types.ts'

/** A stretch of time over which a curve is taken as constant. */
export interface Segment {
  readonly endUs: number
  readonly ratePerSecond: number
  /** The curve was negative, beyond all bounds or not a number here, and is taken as 0. */
  readonly clipped: boolean
}

/**
 * The stretch that starts at `fromUs`: up to the curve's next jump, and for a continuous curve not beyond the next multiple of
 * the resolution. A continuous curve is read in the middle of the stretch, which makes its integral exact to second order.
 */
export function segmentFrom(curve: Curve, fromUs: number, resolutionUs: number): Segment {
  const jumpUs = curve.nextJumpUs(fromUs)
  if (!curve.continuous) return { endUs: jumpUs, ...clipped(curve.ratePerSecond(fromUs)) }
  const stepUs = (Math.floor(fromUs / resolutionUs) + 1) * resolutionUs
  const endUs = Math.min(jumpUs, stepUs)
  return { endUs, ...clipped(curve.ratePerSecond(Math.floor((fromUs + endUs) / 2))) }
}

function clipped(rate: number): { ratePerSecond: number; clipped: boolean } {
  const usable = rate >= 0 && rate <= RATE_MAX_PER_SECOND
  return { ratePerSecond: usable ? rate : 0, clipped: !usable }
}

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
