import type { ScorePlugin } from '../types.ts'
import { leastAllocated } from './least-allocated.ts'
import { mostAllocated } from './most-allocated.ts'
import { weightedMatch } from './weighted-match.ts'

/** Every score that a profile can name. */
export const SCORES: readonly ScorePlugin[] = [leastAllocated, mostAllocated, weightedMatch] as readonly ScorePlugin[]
