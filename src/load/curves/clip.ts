import { z } from 'zod'
import { rateField } from '../../base/fields.ts'
import { issue } from '../../base/issue.ts'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

interface ClipOptions {
  readonly curve: PluginRef
  readonly min?: number | undefined
  readonly max?: number | undefined
}

export const clipOf = (curve: z.ZodType<PluginRef>): CurvePlugin<ClipOptions> => ({
  name: 'clip',
  doc: 'Another curve, held between two rates.',
  options: z
    .strictObject({
      curve: curve.describe('the curve to hold'),
      min: rateField().optional().describe('never below this rate (default: no bound)'),
      max: rateField().optional().describe('never above this rate (default: no bound)'),
    })
    .check((context) => {
      const { min = 0, max = Infinity } = context.value
      if (min > max) context.issues.push(issue(min, 'min is above max', 'exchange the two', ['min']))
    }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: ({ curve: ref, min = -Infinity, max = Infinity }, context) => {
    const curve = context.build(ref)
    return {
      ratePerSecond: (atUs) => Math.min(max, Math.max(min, curve.ratePerSecond(atUs))),
      continuous: curve.continuous,
      nextJumpUs: (atUs) => curve.nextJumpUs(atUs),
    }
  },
})
