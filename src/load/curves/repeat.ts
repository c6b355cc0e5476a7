import { z } from 'zod'
import { durationField } from '../../base/fields.ts'
import { floorMod } from '../../base/floor-mod.ts'
import { US_PER_SECOND } from '../../base/time.ts'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

interface RepeatOptions {
  readonly curve: PluginRef
  readonly every: number
  readonly align: 'start' | 'clock'
}

export const repeatOf = (curve: z.ZodType<PluginRef>): CurvePlugin<RepeatOptions> => ({
  name: 'repeat',
  doc: 'The first stretch of another curve, `every` so long, again and again; with `align: clock` the stretch begins at local midnight.',
  options: z.strictObject({
    curve: curve.describe('the curve whose first stretch is repeated'),
    every: durationField().refine((us) => us >= US_PER_SECOND, {
      error: 'a curve repeats every second at most',
      params: { hint: 'write a period such as 1d' },
    }),
    align: z
      .enum(['start', 'clock'])
      .default('start')
      .describe('where the stretch begins: at the start of the scenario, or at the local midnight before it'),
  }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: (options, context) => {
    const curve = context.build(options.curve)
    const periodUs = options.every
    const offsetUs = options.align === 'clock' ? context.startOfDayUs : 0
    return {
      ratePerSecond: (atUs) => curve.ratePerSecond(floorMod(atUs + offsetUs, periodUs)),
      continuous: curve.continuous,
      nextJumpUs: (atUs) => {
        const phaseUs = floorMod(atUs + offsetUs, periodUs)
        return atUs - phaseUs + Math.min(curve.nextJumpUs(phaseUs), periodUs)
      },
    }
  },
})
