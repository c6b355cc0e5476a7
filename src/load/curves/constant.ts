import { rateField } from '../../base/fields.ts'
import type { CurvePlugin } from '../types.ts'

export const constant: CurvePlugin<number> = {
  name: 'constant',
  doc: 'The same rate all the time; a bare rate such as `100/s` says the same.',
  options: rateField(),
  build: (ratePerSecond) => ({
    ratePerSecond: () => ratePerSecond,
    continuous: false,
    nextJumpUs: () => Infinity,
  }),
}
