import { type Comparison, compareVariants } from '../compare/compare-variants.ts'
import { type Verdict, verdict } from '../compare/verdict.ts'
import type { Results } from '../results/types.ts'
import type { Language } from './messages/message.ts'
import { type Say, speaker } from './messages/messages.ts'
import { type ClockFacts, clockFacts, type TimeAxis, timeAxis } from './time-axis.ts'
import { type VariantStyle, variantStyles } from './variant-style.ts'

/** What every part of a report is made from, derived from the results once. */
export interface ReportContext {
  readonly results: Results
  readonly comparison: Comparison
  readonly verdict: Verdict
  readonly clock: ClockFacts
  readonly time: TimeAxis
  /** Parallel to the variants. */
  readonly styles: readonly VariantStyle[]
  readonly language: Language
  readonly say: Say
}

export function reportContext(results: Results, language: Language = 'en'): ReportContext {
  const answer = verdict(results)
  const clock = clockFacts(results)
  return {
    results,
    comparison: compareVariants(results),
    verdict: answer,
    clock,
    time: timeAxis(clock, language),
    styles: variantStyles(results.variants.length, answer.ranking),
    language,
    say: speaker(language),
  }
}
