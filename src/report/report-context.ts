import { type Comparison, compareVariants } from '../compare/compare-variants.ts'
import { type Verdict, verdict } from '../compare/verdict.ts'
import type { Results } from '../results/types.ts'
import { type TimeAxis, timeAxis } from './time-axis.ts'
import { type VariantStyle, variantStyles } from './variant-style.ts'

/** What every part of a report is made from, derived from the results once. */
export interface ReportContext {
  readonly results: Results
  readonly comparison: Comparison
  readonly verdict: Verdict
  readonly time: TimeAxis
  /** Parallel to the variants. */
  readonly styles: readonly VariantStyle[]
}

export function reportContext(results: Results): ReportContext {
  const answer = verdict(results)
  return {
    results,
    comparison: compareVariants(results),
    verdict: answer,
    time: timeAxis(results),
    styles: variantStyles(results.variants.length, answer.ranking),
  }
}
