import { type Formula, formulaField } from '../../formula/formula.ts'
import { SCORE_VARIABLES, weightedMatchOptions } from '../weighted-match-options.ts'
import type { PlacementPlugin } from './types.ts'

const options = formulaField(SCORE_VARIABLES)

export const expression: PlacementPlugin<Formula> = {
  name: 'expression',
  doc: 'Takes the node for which a formula of your own is highest; it may name what the formula of `weighted-match` may.',
  options,
  profile(formula) {
    const chosen = { ...weightedMatchOptions.parse({}), formula }
    return { scores: [{ plugin: 'WeightedMatch', weight: 1, options: chosen }], ties: 'first' }
  },
}
