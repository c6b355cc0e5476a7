import { z } from 'zod'
import { durationField } from '../../base/fields.ts'
import { issue } from '../../base/issue.ts'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

interface ShiftOptions {
  readonly curve: PluginRef
  readonly later?: number | undefined
  readonly earlier?: number | undefined
}

export const shiftOf = (curve: z.ZodType<PluginRef>): CurvePlugin<ShiftOptions> => ({
  name: 'shift',
  doc: 'Another curve, moved to a later or an earlier time: people in another time zone, a job after the close of day.',
  options: z
    .strictObject({
      curve: curve.describe('the curve to move'),
      later: durationField().optional().describe('how much later everything is'),
      earlier: durationField().optional().describe('how much earlier everything is'),
    })
    .check((context) => {
      const { later, earlier } = context.value
      if ((later === undefined) !== (earlier === undefined)) return
      context.issues.push(issue(context.value, 'a curve moves in one direction', 'write later: 8h or earlier: 8h'))
    }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: ({ curve: ref, later = 0, earlier = 0 }, context) => {
    const curve = context.build(ref)
    const byUs = later - earlier
    return {
      ratePerSecond: (atUs) => curve.ratePerSecond(atUs - byUs),
      continuous: curve.continuous,
      nextJumpUs: (atUs) => curve.nextJumpUs(atUs - byUs) + byUs,
    }
  },
})
