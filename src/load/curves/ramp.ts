import { z } from 'zod'
import { rateField } from '../../base/fields.ts'
import type { Moment } from '../moment-field.ts'
import { checkMoments, momentField, momentUs } from '../moment-field.ts'
import { firstAfter } from '../step-function.ts'
import type { CurvePlugin } from '../types.ts'

interface RampOptions {
  readonly from: number
  readonly to: number
  readonly start: Moment
  readonly end: Moment
}

export const ramp: CurvePlugin<RampOptions> = {
  name: 'ramp',
  doc: 'A straight line from one rate to another between two moments, level before and after.',
  options: z.strictObject({
    from: rateField().describe('rate until `start`'),
    to: rateField().describe('rate from `end` on'),
    start: momentField().prefault('0s'),
    end: momentField(),
  }),
  read: ({ start, end }, axis) => checkMoments({ start, end }, axis),
  build: ({ from, to, start, end }, axis) => {
    const startUs = momentUs(start, axis)
    const endUs = momentUs(end, axis)
    const corners = startUs < endUs ? [startUs, endUs] : [endUs]
    return {
      ratePerSecond: (atUs) => {
        if (atUs >= endUs) return to
        return atUs <= startUs ? from : from + ((to - from) * (atUs - startUs)) / (endUs - startUs)
      },
      continuous: corners.length > 1 && from !== to,
      nextJumpUs: (atUs) => firstAfter(corners, atUs),
    }
  },
}
