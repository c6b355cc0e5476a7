import { z } from 'zod'
import { shareField } from '../../base/fields.ts'
import { US_PER_DAY } from '../../base/time.ts'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

/** A twelfth of a Julian year, so that growth does not depend on the lengths of calendar months. */
const US_PER_MONTH = (365.25 / 12) * US_PER_DAY

interface GrowthOptions {
  readonly curve: PluginRef
  readonly perMonth: number
}

export const growthOf = (curve: z.ZodType<PluginRef>): CurvePlugin<GrowthOptions> => ({
  name: 'growth',
  doc: 'Another curve that grows month by month: times (1 + `perMonth`)^(months since the start), a month being 30.4375 days.',
  options: z.strictObject({
    curve: curve.describe('the curve as it is at the start'),
    perMonth: shareField({ min: -0.99, max: 10 }).describe('growth in a month: 5% is 80 % in a year, -5% a decline'),
  }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: (options, context) => {
    const curve = context.build(options.curve)
    const perUs = Math.log1p(options.perMonth) / US_PER_MONTH
    return {
      ratePerSecond: (atUs) => curve.ratePerSecond(atUs) * Math.exp(perUs * atUs),
      continuous: true,
      nextJumpUs: (atUs) => curve.nextJumpUs(atUs),
    }
  },
})
