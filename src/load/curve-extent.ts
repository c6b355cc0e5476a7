import { randomStream } from '../base/random.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import { buildCurve } from './build.ts'
import { segmentFrom } from './segment.ts'
import type { TimeAxis } from './types.ts'

/** How much a curve asks of a run: known before anything runs, so that too much can be refused. */
export interface CurveExtent {
  /** The curve's integral over the run: expected submissions, where the curve is one of arrivals. */
  readonly total: number
  /** Stretches of constant rate that the engine reads one by one; counting ends above `pointsMax`. */
  readonly points: number
}

/** Steps that a continuous curve is read in here, whatever the resolution: enough for the size of its integral. */
const STEPS = 10_000

export function curveExtent(ref: PluginRef, axis: TimeAxis, resolutionUs: number, pointsMax: number): CurveExtent {
  const { durationUs } = axis
  const stream = (name: string) => randomStream(0, name)
  const curve = buildCurve(ref, { ...axis, stream, sharedStream: stream })
  const stepUs = Math.max(resolutionUs, Math.ceil(durationUs / STEPS))
  let total = 0
  let stretches = 0
  for (let atUs = 0; atUs < durationUs && stretches <= pointsMax; stretches++) {
    const { endUs, ratePerSecond } = segmentFrom(curve, atUs, stepUs)
    const untilUs = Math.min(endUs, durationUs)
    total += (ratePerSecond * (untilUs - atUs)) / 1e6
    atUs = untilUs
  }
  return { total, points: curve.continuous ? Math.max(stretches, Math.ceil(durationUs / resolutionUs)) : stretches }
}
