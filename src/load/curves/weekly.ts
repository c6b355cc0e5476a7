import { z } from 'zod'
import { floorMod } from '../../base/floor-mod.ts'
import { US_PER_DAY } from '../../base/time.ts'
import type { PluginRef } from '../../model/plugin-ref.ts'
import type { CurvePlugin } from '../types.ts'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const factor = () => z.number().nonnegative().default(1).describe('factor from local midnight to midnight')

const days = z.strictObject({
  monday: factor(),
  tuesday: factor(),
  wednesday: factor(),
  thursday: factor(),
  friday: factor(),
  saturday: factor(),
  sunday: factor(),
})

interface WeeklyOptions {
  readonly curve: PluginRef
  readonly days: Readonly<Record<(typeof DAYS)[number], number>>
}

export const weeklyOf = (curve: z.ZodType<PluginRef>): CurvePlugin<WeeklyOptions> => ({
  name: 'weekly',
  doc: 'Another curve, multiplied by a factor for each day of the week; a scenario without a start begins on a Monday.',
  options: z.strictObject({
    curve: curve.describe('the curve of an ordinary day'),
    days: days.describe('factor of each day; days that are left out have 1'),
  }),
  mapChildren: (options, map) => ({ ...options, curve: map(options.curve, ['curve']) }),
  build: (options, context) => {
    const curve = context.build(options.curve)
    const { startOfWeekUs } = context
    const factors = DAYS.map((day) => options.days[day])
    return {
      ratePerSecond: (atUs) =>
        curve.ratePerSecond(atUs) * factors[Math.floor(floorMod(atUs + startOfWeekUs, 7 * US_PER_DAY) / US_PER_DAY)],
      continuous: curve.continuous,
      nextJumpUs: (atUs) => {
        const midnightUs = atUs - floorMod(atUs + startOfWeekUs, US_PER_DAY) + US_PER_DAY
        return Math.min(curve.nextJumpUs(atUs), midnightUs)
      },
    }
  },
})
