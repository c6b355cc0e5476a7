import { z } from 'zod'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

export const sumOf = (curve: z.ZodType<PluginRef>): CurvePlugin<readonly PluginRef[]> => ({
  name: 'sum',
  doc: 'Several curves on top of each other.',
  options: z.array(curve).min(1),
  mapChildren: (parts, map) => parts.map((part, i) => map(part, [i])),
  build: (refs, context) => {
    const parts = refs.map((ref) => context.build(ref))
    return {
      ratePerSecond: (atUs) => {
        let total = 0
        for (const part of parts) total += part.ratePerSecond(atUs)
        return total
      },
      continuous: parts.some((part) => part.continuous),
      nextJumpUs: (atUs) => {
        let next = Infinity
        for (const part of parts) next = Math.min(next, part.nextJumpUs(atUs))
        return next
      },
    }
  },
})
