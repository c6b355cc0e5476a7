import { samplesOf } from '../../src/results/over-seeds.ts'
import type { ExpectationResult, Results, Summary } from '../../src/results/types.ts'
import { sampleResults } from '../report/sample-results.ts'

/** Variants with nothing but the given summaries: a verdict's premises in one row. */
export function smallResults(
  summaries: Readonly<Record<string, Summary>>,
  expectations: readonly Pick<ExpectationResult, 'variant' | 'passed'>[] = [],
): Results {
  const sample = sampleResults({ services: [], jobs: [], buckets: 12 })
  const [variant] = sample.variants
  if (variant === undefined) throw new Error('the sample has variants')
  return {
    ...sample,
    metrics: sampleResults().metrics,
    variants: Object.keys(summaries).map((name) => {
      const summary = summaries[name] ?? {}
      return { ...variant, name, summary, samples: samplesOf(summary) }
    }),
    expectations: expectations.map((one) => ({
      text: 'the promise',
      metric: 'm',
      workload: null,
      actual: 1,
      interval: null,
      sure: true,
      ...one,
    })),
  }
}
