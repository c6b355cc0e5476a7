import type { MetricDefinition, Results } from '../results/types.ts'
import { estimate } from '../statistics/estimate.ts'
import { holm } from '../statistics/holm.ts'
import type { Interval } from '../statistics/interval.ts'
import { judgeTest, type PairedTest, pairedTest } from './paired-test.ts'
import { isSame, type Judgement } from './tolerance.ts'

/** A variant's value against the baseline's. */
export interface Difference {
  /** In the metric's unit; for a share that is the difference of two shares. Over several seeds the mean of the pairs. */
  readonly absolute: number
  /** Share of the baseline's value, 0.05 is +5 %; null when the baseline is 0. */
  readonly relative: number | null
  readonly judgement: Judgement
  /** 95 % interval of `absolute`; null with one seed, as are the next two. */
  readonly interval: Interval | null
  readonly bootstrap: Interval | null
  /** Of the paired t test, after Holm over all metrics with a direction and all variants. */
  readonly p: number | null
}

/** One metric across all variants; the arrays run parallel to `Comparison.variants`. */
export interface MetricRow {
  readonly definition: MetricDefinition
  /** Over several seeds the means. */
  readonly values: readonly (number | null)[]
  /** 95 % intervals of these means; null with one seed. */
  readonly intervals: readonly (Interval | null)[]
  /** By variant, one value per seed. */
  readonly samples: readonly (readonly (number | null)[])[]
  /** Null for the baseline itself and where either value is unknown. */
  readonly differences: readonly (Difference | null)[]
  /** Which variants have the best value; all false when the metric has no direction or nothing sets them apart. */
  readonly best: readonly boolean[]
}

export interface Comparison {
  /** Name of the first variant, which the others are compared with. */
  readonly baseline: string
  readonly variants: readonly string[]
  /** How many seeds the values are means over. */
  readonly seeds: number
  /** In the order of `Results.metrics`, then what has no definition, by name. */
  readonly rows: readonly MetricRow[]
}

/** Results do not change, and every part of a report asks for the same comparison. */
const compared = new WeakMap<Results, Comparison>()

/** Every summary metric of every variant against the first variant, pair by pair of the same seed. */
export function compareVariants(results: Results): Comparison {
  const known = compared.get(results)
  if (known !== undefined) return known
  const comparison = comparisonOf(results)
  compared.set(results, comparison)
  return comparison
}

function comparisonOf(results: Results): Comparison {
  const tested = definitions(results).map((definition) =>
    testMetric(
      definition,
      results.variants.map(({ samples }) => samples[definition.name] ?? []),
    ),
  )
  const variants = results.variants.map((variant) => variant.name)
  const rows = judged(tested).filter((row) => row.values.some((value) => value !== null))
  return { baseline: variants[0] ?? '', variants, seeds: results.seeds.length, rows }
}

/** One metric's samples by variant, those of the baseline first. */
export function compareMetric(
  definition: MetricDefinition,
  samples: readonly (readonly (number | null)[])[],
): MetricRow {
  return judged([testMetric(definition, samples)])[0]
}

/** A row before its p values are adjusted to those of all others. */
interface TestedMetric {
  readonly definition: MetricDefinition
  readonly samples: MetricRow['samples']
  readonly tests: readonly (PairedTest | null)[]
}

function testMetric(definition: MetricDefinition, samples: MetricRow['samples']): TestedMetric {
  const tests = samples.map((values, index) => (index === 0 ? null : pairedTest(values, samples[0] ?? [])))
  return { definition, samples, tests }
}

/** Metrics without a direction are described, not decided upon, and so do not weaken the decisions on the others. */
function judged(tested: readonly TestedMetric[]): MetricRow[] {
  const family = tested.flatMap(({ definition, tests }) =>
    tests.map((test) => (test === null || definition.better === 'neither' ? null : test.p)),
  )
  const adjusted = holm(family)
  let at = 0
  return tested.map(({ definition, samples, tests }) => {
    const means = samples.map((values) => estimate(values.filter((value) => value !== null)))
    const values = means.map(({ count, mean }) => (count === 0 ? null : mean))
    const differences = tests.map((test) => {
      const p = adjusted[at++]
      return test === null ? null : difference(test, p, definition)
    })
    const intervals = means.map(({ interval }) => interval)
    return { definition, values, intervals, samples, differences, best: best(definition, values, differences) }
  })
}

function difference(test: PairedTest, p: number | null, { unit, better }: MetricDefinition): Difference {
  const { mean: absolute, baselineMean, interval, bootstrap } = test
  return {
    absolute,
    relative: baselineMean === 0 ? null : absolute / Math.abs(baselineMean),
    judgement: judgeTest({ ...test, p: p ?? test.p }, unit, better),
    interval,
    bootstrap,
    p: p ?? test.p,
  }
}

/** Variants whose mean is the best and was told apart from no better one; undecided is not apart from the baseline. */
function best(
  definition: MetricDefinition,
  values: readonly (number | null)[],
  differences: readonly (Difference | null)[],
): boolean[] {
  const known = values.filter((value) => value !== null)
  if (definition.better === 'neither' || known.length < 2) return values.map(() => false)
  const target = definition.better === 'lower' ? Math.min(...known) : Math.max(...known)
  if (differences.every((one) => one === null || one.judgement === 'undecided')) return values.map(() => false)
  const isBest = values.map((value) => value !== null && isSame(value, target, definition.unit))
  return isBest.every((flag, index) => flag || values[index] === null) ? values.map(() => false) : isBest
}

/** The run's own definitions, and a bare one for every summary name that came without. */
function definitions(results: Results): MetricDefinition[] {
  const defined = new Set(results.metrics.map((metric) => metric.name))
  const bare = new Set<string>()
  for (const variant of results.variants) {
    for (const name of Object.keys(variant.summary)) if (!defined.has(name)) bare.add(name)
  }
  const undefinedOnes = [...bare].sort().map((name) => ({ name, unit: '1', better: 'neither' as const, doc: '' }))
  return [...results.metrics, ...undefinedOnes]
}
