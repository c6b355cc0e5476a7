import { z } from 'zod'
import { durationField, rateField } from '../../base/fields.ts'
import { issue } from '../../base/issue.ts'
import type { Moment } from '../moment-field.ts'
import { checkMoments, momentField, momentUs } from '../moment-field.ts'
import { firstAfter } from '../step-function.ts'
import type { CurvePlugin } from '../types.ts'

interface SpikeOptions {
  readonly at: Moment
  readonly height: number
  readonly ramp: number
  readonly plateau: number
  readonly decay?: number | undefined
  readonly halfLife?: number | undefined
}

const options = z
  .strictObject({
    at: momentField().describe('when the rate begins to rise'),
    height: rateField().describe('rate on the plateau'),
    ramp: durationField().prefault('0s').describe('time of the straight rise from 0 to `height`'),
    plateau: durationField().prefault('0s').describe('time at `height`'),
    decay: durationField().optional().describe('time of the straight fall back to 0'),
    halfLife: durationField().optional().describe('instead of `decay`: an exponential fall that halves in this time'),
  })
  .check((context) => {
    const { decay, halfLife } = context.value
    if (halfLife === undefined || (decay === undefined && halfLife > 0)) return
    const message = decay === undefined ? 'a half-life of 0s has no meaning' : 'a spike falls in one way only'
    const hint = 'write decay (a straight fall to 0) or halfLife (an exponential fall), not both'
    context.issues.push(issue(halfLife, message, hint, ['halfLife']))
  })

/** The rate from the end of the plateau on, as a share of the height. */
function fall(spike: SpikeOptions, sinceUs: number): number {
  if (spike.halfLife !== undefined) return Math.exp((-Math.LN2 * sinceUs) / spike.halfLife)
  const decayUs = spike.decay ?? 0
  return sinceUs < decayUs ? 1 - sinceUs / decayUs : 0
}

export const spike: CurvePlugin<SpikeOptions> = {
  name: 'spike',
  doc: 'One peak: a straight rise to `height`, a plateau, then a straight fall over `decay` or an exponential one by `halfLife`; 0 elsewhere.',
  options,
  read: ({ at }, axis) => checkMoments({ at }, axis),
  build: (spike, axis) => {
    const riseUs = momentUs(spike.at, axis)
    const topUs = riseUs + spike.ramp
    const fallUs = topUs + spike.plateau
    const corners = [...new Set([riseUs, topUs, fallUs, fallUs + (spike.decay ?? 0)])]
    return {
      ratePerSecond: (atUs) => {
        if (atUs < riseUs) return 0
        if (atUs < topUs) return (spike.height * (atUs - riseUs)) / spike.ramp
        return atUs < fallUs ? spike.height : spike.height * fall(spike, atUs - fallUs)
      },
      continuous: spike.ramp > 0 || (spike.decay ?? 0) > 0 || spike.halfLife !== undefined,
      nextJumpUs: (atUs) => firstAfter(corners, atUs),
    }
  },
}
