import { z } from 'zod'
import { rateField, shareField, timeOfDayField } from '../../base/fields.ts'
import { US_PER_DAY } from '../../base/time.ts'
import type { CurvePlugin } from '../types.ts'

interface DailyOptions {
  readonly mean: number
  readonly amplitude: number
  readonly peakAt: number
}

export const daily: CurvePlugin<DailyOptions> = {
  name: 'daily',
  doc: 'A sinusoid with a period of one day: `mean` × (1 + `amplitude` × cos), highest at the local time `peakAt`.',
  options: z.strictObject({
    mean: rateField().describe('rate averaged over a day'),
    amplitude: shareField().describe('how far the peak is above the mean, as a share of the mean'),
    peakAt: timeOfDayField().describe('local time of the highest rate'),
  }),
  build: ({ mean, amplitude, peakAt }, { startOfDayUs }) => ({
    ratePerSecond: (atUs) => {
      // Whole microseconds are reduced to one day first: the cosine of a large angle would lose the digits that matter.
      const sincePeakUs = (atUs + startOfDayUs - peakAt) % US_PER_DAY
      return mean * (1 + amplitude * Math.cos((2 * Math.PI * sincePeakUs) / US_PER_DAY))
    },
    continuous: true,
    nextJumpUs: () => Infinity,
  }),
}
