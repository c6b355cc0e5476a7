import type { Results } from '../../src/results/types.ts'
import { sampleResults } from '../report/sample-results.ts'

/** Names that are code, or end something, in one of the formats. */
export const HOSTILE = [
  '=HYPERLINK("http://x","y")',
  '+1+cmd|A1',
  '-2',
  '@SUM(A1)',
  '\tx',
  'a,"b"\nc',
  'back\\slash"} 1\n# EOF',
]

/** A small world whose variants bear such names. */
export function hostileResults(): Results {
  return sampleResults({ variants: HOSTILE, services: ['=checkout'], jobs: ['night,ly'], buckets: 4 })
}

/** The same numbers under two seeds; of the second, those of the first plus 1. */
export function withTwoSeeds(results: Results): Results {
  const doubled = (samples: Readonly<Record<string, readonly (number | null)[]>>) =>
    Object.fromEntries(
      Object.entries(samples).map(([metric, [value]]) => [metric, [value, value === null ? null : value + 1]]),
    )
  return {
    ...results,
    seeds: [1, 2],
    variants: results.variants.map((variant) => ({ ...variant, samples: doubled(variant.samples) })),
  }
}
