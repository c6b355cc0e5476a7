import { floorMod } from '../../base/floor-mod.ts'
import { US_PER_DAY, US_PER_HOUR, US_PER_SECOND } from '../../base/time.ts'
import type { Formula } from '../../formula/formula.ts'
import { formulaField } from '../../formula/formula.ts'
import type { CurvePlugin } from '../types.ts'

const VARIABLES = ['t', 'hour', 'day'] as const

export const expression: CurvePlugin<Formula> = {
  name: 'expression',
  doc: 'A formula for the rate per second: `t` in seconds from the start, `hour` of the local day (0 to 24), `day` (0 on the first local day).',
  options: formulaField(VARIABLES),
  build: (formula, { startOfDayUs }) => ({
    ratePerSecond: (atUs) => {
      const sinceMidnightUs = atUs + startOfDayUs
      return formula.evaluate([
        atUs / US_PER_SECOND,
        floorMod(sinceMidnightUs, US_PER_DAY) / US_PER_HOUR,
        Math.floor(sinceMidnightUs / US_PER_DAY),
      ])
    },
    continuous: true,
    nextJumpUs: () => Infinity,
  }),
}
