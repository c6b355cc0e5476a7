import { z } from 'zod'
import { rateField } from '../../base/fields.ts'
import { checkMoments } from '../moment-field.ts'
import type { Pulse } from '../pulse.ts'
import { checkFall, pulseFields, pulseShape } from '../pulse.ts'
import type { CurvePlugin } from '../types.ts'

interface SpikeOptions extends Pulse {
  readonly height: number
}

export const spike: CurvePlugin<SpikeOptions> = {
  name: 'spike',
  doc: 'One peak: a straight rise to `height`, a plateau, then a straight fall over `decay` or an exponential one by `halfLife`; 0 elsewhere.',
  options: z
    .strictObject({ ...pulseFields, height: rateField().describe('rate on the plateau') })
    .check(checkFall('a spike')),
  read: ({ at }, axis) => checkMoments({ at }, axis),
  build: (spike, axis) => {
    const shape = pulseShape(spike, axis)
    return {
      ratePerSecond: (atUs) => spike.height * shape.shareAt(atUs),
      continuous: shape.continuous,
      nextJumpUs: (atUs) => shape.nextCornerUs(atUs),
    }
  },
}
