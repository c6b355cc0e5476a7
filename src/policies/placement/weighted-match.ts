import type { z } from 'zod'
import { weightedMatchOptions } from '../weighted-match-options.ts'
import type { PlacementPlugin } from './types.ts'

export const weightedMatch: PlacementPlugin<z.output<typeof weightedMatchOptions>> = {
  name: 'weighted-match',
  doc: 'Takes the node with the highest document score weight × (demandMatch + resourceMatch + constraintMatch), a formula that the scenario may replace.',
  options: weightedMatchOptions,
  profile: (chosen) => ({ scores: [{ plugin: 'WeightedMatch', weight: 1, options: chosen }], ties: 'first' }),
}
