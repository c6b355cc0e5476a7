import type { z } from 'zod'
import { durationField } from '../base/fields.ts'
import { issue } from '../base/issue.ts'
import type { Moment } from './moment-field.ts'
import { momentField, momentUs } from './moment-field.ts'
import { firstAfter } from './step-function.ts'
import type { TimeAxis } from './types.ts'

/** One rise and fall: a straight ramp, a plateau, then a straight or an exponential fall. */
export interface Pulse {
  readonly at: Moment
  readonly ramp: number
  readonly plateau: number
  readonly decay?: number | undefined
  readonly halfLife?: number | undefined
}

/** The options of a pulse; curves that have one add their height to them. */
export const pulseFields = {
  at: momentField().describe('when the rise begins'),
  ramp: durationField().prefault('0s').describe('time of the straight rise'),
  plateau: durationField().prefault('0s').describe('time at the top'),
  decay: durationField().optional().describe('time of the straight fall'),
  halfLife: durationField().optional().describe('instead of `decay`: an exponential fall that halves in this time'),
}

/** A pulse falls in one way. */
export function checkFall(what: string): z.core.CheckFn<Pulse> {
  return (context) => {
    const { decay, halfLife } = context.value
    if (halfLife === undefined || (decay === undefined && halfLife > 0)) return
    const message = decay === undefined ? 'a half-life of 0s has no meaning' : `${what} falls in one way only`
    const hint = 'write decay (a straight fall) or halfLife (an exponential fall), not both'
    context.issues.push(issue(halfLife, message, hint, ['halfLife']))
  }
}

export interface PulseShape {
  /** Between 0 and 1. */
  shareAt(atUs: number): number
  readonly continuous: boolean
  nextCornerUs(atUs: number): number
}

export function pulseShape(pulse: Pulse, axis: TimeAxis): PulseShape {
  const riseUs = momentUs(pulse.at, axis)
  const topUs = riseUs + pulse.ramp
  const fallUs = topUs + pulse.plateau
  const corners = [...new Set([riseUs, topUs, fallUs, fallUs + (pulse.decay ?? 0)])]
  return {
    shareAt: (atUs) => {
      if (atUs < riseUs) return 0
      if (atUs < topUs) return (atUs - riseUs) / pulse.ramp
      return atUs < fallUs ? 1 : fall(pulse, atUs - fallUs)
    },
    continuous: pulse.ramp > 0 || (pulse.decay ?? 0) > 0 || pulse.halfLife !== undefined,
    nextCornerUs: (atUs) => firstAfter(corners, atUs),
  }
}

/** From the end of the plateau on. */
function fall(pulse: Pulse, sinceUs: number): number {
  if (pulse.halfLife !== undefined) return Math.exp((-Math.LN2 * sinceUs) / pulse.halfLife)
  const decayUs = pulse.decay ?? 0
  return sinceUs < decayUs ? 1 - sinceUs / decayUs : 0
}
