import { z } from 'zod'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

interface ScaleOptions {
  readonly curve: PluginRef
  readonly by: number
}

export const scaleOf = (curve: z.ZodType<PluginRef>): CurvePlugin<ScaleOptions> => ({
  name: 'scale',
  doc: 'Another curve, multiplied by `by`.',
  options: z.strictObject({
    curve: curve.describe('the curve to multiply'),
    by: z.number().nonnegative().describe('factor, 1.5 is half as much again'),
  }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: (options, context) => {
    const curve = context.build(options.curve)
    return {
      ratePerSecond: (atUs) => options.by * curve.ratePerSecond(atUs),
      continuous: curve.continuous,
      nextJumpUs: (atUs) => curve.nextJumpUs(atUs),
    }
  },
})
