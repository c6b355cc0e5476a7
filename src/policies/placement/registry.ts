import type { PlacementPlugin } from '../types.ts'
import { firstFit } from './first-fit.ts'
import { leastAllocated } from './least-allocated.ts'
import { mostAllocated } from './most-allocated.ts'
import { random } from './random.ts'
import { weightedMatch } from './weighted-match.ts'

/** Every placement policy that a scenario can name. */
export const PLACEMENTS: readonly PlacementPlugin[] = [
  leastAllocated,
  mostAllocated,
  firstFit,
  random,
  weightedMatch,
] as readonly PlacementPlugin[]
