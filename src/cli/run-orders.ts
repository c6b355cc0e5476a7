import type { Scenario } from '../model/scenario.ts'
import type { VariantResult } from '../results/types.ts'
import { simulate } from '../simulate.ts'

/** One run to be made: a variant under a seed. */
export interface RunOrder {
  /** Position in `Scenario.variants`. */
  readonly variant: number
  readonly seed: number
  /** Whether series and decisions are wanted, or the summaries alone. */
  readonly detailed: boolean
  /** Whether every decision is wanted, and not only the first of a detailed run. */
  readonly everyDecision: boolean
}

export function carryOut(
  scenario: Scenario,
  { variant, seed, detailed, everyDecision }: RunOrder,
  onProgress: (nowUs: number) => void,
): VariantResult {
  return simulate({ ...scenario, seed }, scenario.variants[variant], { onProgress, detailed, everyDecision })
}
