import { z } from 'zod'
import type { PluginRef } from '../../model/plugin-ref.ts'
import { checkMoments } from '../moment-field.ts'
import type { Pulse } from '../pulse.ts'
import { checkFall, pulseFields, pulseShape } from '../pulse.ts'
import type { CurvePlugin } from '../types.ts'

interface EventOptions extends Pulse {
  readonly curve: PluginRef
  readonly factor: number
}

export const eventOf = (curve: z.ZodType<PluginRef>): CurvePlugin<EventOptions> => ({
  name: 'event',
  doc: 'An event over another curve: what it would be anyway, multiplied by up to `factor` on the plateau.',
  options: z
    .strictObject({
      curve: curve.describe('the curve without the event'),
      factor: z.number().nonnegative().describe('times the curve on the plateau: 6 is six times as much, 0.2 a lull'),
      ...pulseFields,
    })
    .check(checkFall('an event')),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  read: ({ at }, axis) => checkMoments({ at }, axis),
  build: (event, context) => {
    const curve = context.build(event.curve)
    const shape = pulseShape(event, context)
    return {
      ratePerSecond: (atUs) => curve.ratePerSecond(atUs) * (1 + (event.factor - 1) * shape.shareAt(atUs)),
      continuous: curve.continuous || shape.continuous,
      nextJumpUs: (atUs) => Math.min(curve.nextJumpUs(atUs), shape.nextCornerUs(atUs)),
    }
  },
})
