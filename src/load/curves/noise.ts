import { z } from 'zod'
import { sample } from '../../base/distribution.ts'
import { durationField, nameField } from '../../base/fields.ts'
import { floorMod } from '../../base/floor-mod.ts'
import type { Random } from '../../base/random.ts'
import { US_PER_SECOND } from '../../base/time.ts'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

/** Factors of one random stream: drawn together, so that any instant of a year is known after at most so many draws. */
const BLOCK = 256

interface NoiseOptions {
  readonly curve: PluginRef
  readonly cv: number
  readonly every: number
  readonly stream?: string | undefined
}

export const noiseOf = (curve: z.ZodType<PluginRef>): CurvePlugin<NoiseOptions> => ({
  name: 'noise',
  doc: 'Another curve, multiplied by chance: a lognormal factor with mean 1, drawn anew in every period.',
  options: z.strictObject({
    curve: curve.describe('the curve without chance'),
    cv: z.number().min(0).max(10).describe('standard deviation of the factor; 0.2 is ordinary'),
    every: durationField()
      .refine((us) => us >= US_PER_SECOND, {
        error: 'noise changes every second at most',
        params: { hint: 'write a period such as 1m' },
      })
      .describe('period with a factor of its own'),
    stream: nameField()
      .optional()
      .describe('name of the chance: noises of one name rise and fall together (default: each use has its own)'),
  }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: ({ curve: ref, cv, every, stream }, context) => {
    const curve = context.build(ref)
    const factorOf = factors(cv, (block) =>
      stream === undefined ? context.stream(`noise/${block}`) : context.sharedStream(`noise/${stream}/${block}`),
    )
    return {
      ratePerSecond: (atUs) => curve.ratePerSecond(atUs) * factorOf(Math.floor(atUs / every)),
      continuous: curve.continuous,
      nextJumpUs: (atUs) => Math.min(curve.nextJumpUs(atUs), atUs - floorMod(atUs, every) + every),
    }
  },
})

/** The factor of each period by its number. The last block is kept, so that memory does not grow with the run. */
function factors(cv: number, streamOf: (block: number) => Random): (index: number) => number {
  const factor = { kind: 'lognormal', mean: 1, cv } as const
  const drawn = new Float64Array(BLOCK)
  let drawnBlock = NaN
  return (index) => {
    const block = Math.floor(index / BLOCK)
    if (block !== drawnBlock) {
      const random = streamOf(block)
      for (let i = 0; i < BLOCK; i++) drawn[i] = sample(factor, random)
      drawnBlock = block
    }
    return drawn[index - block * BLOCK]
  }
}
