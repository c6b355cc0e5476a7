import { z } from 'zod'
import { formulaField } from '../formula/formula.ts'

/** What a score formula may name, in the order in which values are passed to it. */
export const SCORE_VARIABLES = [
  'weight',
  'demandMatch',
  'resourceMatch',
  'constraintMatch',
  'allocatable_cpu',
  'free_cpu',
  'request_cpu',
  'allocatable_memory',
  'free_memory',
  'request_memory',
  'allocatable_disk',
  'free_disk',
  'request_disk',
] as const

export const weightedMatchOptions = z.strictObject({
  formula: formulaField(SCORE_VARIABLES)
    .prefault('weight * (demandMatch + resourceMatch + constraintMatch)')
    .describe('The score as a formula; the highest wins. Amounts are milli-CPU and bytes.'),
  headroom: z
    .number()
    .positive()
    .default(2)
    .describe('How many times its request a pod should find on a node for a full match.'),
  weight: z.number().default(1).describe('The value of `weight` for nodes of pools that `poolWeights` does not name.'),
  poolWeights: z.record(z.string(), z.number()).default({}).describe('The value of `weight` by node pool.'),
})

export type WeightedMatchOptions = z.output<typeof weightedMatchOptions>
