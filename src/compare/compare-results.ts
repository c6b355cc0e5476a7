import type { Results, Samples, VariantResult } from '../results/types.ts'
import { type Comparison, compareVariants } from './compare-variants.ts'

/** One variant in two results. */
export interface VariantComparison {
  readonly variant: string
  /** The first of the two is the baseline. */
  readonly comparison: Comparison
}

export interface ResultsComparison {
  /** Seeds that both have: what is paired. */
  readonly seeds: readonly number[]
  readonly variants: readonly VariantComparison[]
  /** Variants that only one of them has. */
  readonly onlyInFirst: readonly string[]
  readonly onlyInSecond: readonly string[]
}

/** Every variant that two results share, the first as the baseline; where each has a single one, these two by any name. */
export function compareResults(first: Results, second: Results): ResultsComparison {
  const seeds = first.seeds.filter((seed) => second.seeds.includes(seed))
  const alone = first.variants.length === 1 && second.variants.length === 1
  const pairs = first.variants.flatMap((variant) => {
    const other = alone ? second.variants[0] : second.variants.find(({ name }) => name === variant.name)
    return other === undefined ? [] : [{ variant, other }]
  })
  const variants = pairs.map(({ variant, other }) => ({
    variant: variant.name === other.name ? variant.name : `${variant.name} and ${other.name}`,
    comparison: compareVariants({
      ...second,
      metrics: [...second.metrics, ...first.metrics.filter(({ name }) => !second.metrics.some((m) => m.name === name))],
      seeds,
      variants: [
        { ...atSeeds(variant, first.seeds, seeds), name: `A: ${variant.name}` },
        { ...atSeeds(other, second.seeds, seeds), name: `B: ${other.name}` },
      ],
    }),
  }))
  const shared = new Set(pairs.flatMap(({ variant, other }) => [variant, other]))
  const rest = ({ variants: all }: Results) => all.filter((each) => !shared.has(each)).map(({ name }) => name)
  return { seeds, variants, onlyInFirst: rest(first), onlyInSecond: rest(second) }
}

function atSeeds(variant: VariantResult, all: readonly number[], seeds: readonly number[]): VariantResult {
  const places = seeds.map((seed) => all.indexOf(seed))
  const samples: Samples = Object.fromEntries(
    Object.entries(variant.samples).map(([metric, values]) => [metric, places.map((place) => values[place] ?? null)]),
  )
  return { ...variant, samples }
}
