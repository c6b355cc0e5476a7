import { RATE_MAX_PER_SECOND } from '../base/rate.ts'
import type { Curve } from './types.ts'

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
  if (!curve.continuous) return segment(jumpUs, curve.ratePerSecond(fromUs))
  const stepUs = (Math.floor(fromUs / resolutionUs) + 1) * resolutionUs
  const endUs = Math.min(jumpUs, stepUs)
  return segment(endUs, curve.ratePerSecond(Math.floor((fromUs + endUs) / 2)))
}

/** What cannot be a rate counts as 0. */
export function usableRate(rate: number): number {
  return rate >= 0 && rate <= RATE_MAX_PER_SECOND ? rate : 0
}

function segment(endUs: number, rate: number): Segment {
  const ratePerSecond = usableRate(rate)
  return { endUs, ratePerSecond, clipped: ratePerSecond !== rate }
}
