import type { MetricDefinition, Results } from '../results/types.ts'
import { isSame, type Judgement, judge } from './tolerance.ts'

/** A variant's value against the baseline's. */
export interface Difference {
  /** In the metric's unit; for a share that is the difference of two shares. */
  readonly absolute: number
  /** Share of the baseline's value, 0.05 is +5 %; null when the baseline is 0. */
  readonly relative: number | null
  readonly judgement: Judgement
}

/** One metric across all variants; the arrays run parallel to `Comparison.variants`. */
export interface MetricRow {
  readonly definition: MetricDefinition
  readonly values: readonly (number | null)[]
  /** Null for the baseline itself and where either value is unknown. */
  readonly differences: readonly (Difference | null)[]
  /** Which variants have the best value; all false when the metric has no direction or nothing sets them apart. */
  readonly best: readonly boolean[]
}

export interface Comparison {
  /** Name of the first variant, which the others are compared with. */
  readonly baseline: string
  readonly variants: readonly string[]
  /** In the order of `Results.metrics`, then what has no definition, by name. */
  readonly rows: readonly MetricRow[]
}

/** Every summary metric of every variant against the first variant. */
export function compareVariants(results: Results): Comparison {
  const rows = definitions(results).map((definition) =>
    compareMetric(
      definition,
      results.variants.map((variant) => variant.summary[definition.name] ?? null),
    ),
  )
  const variants = results.variants.map((variant) => variant.name)
  return { baseline: variants[0] ?? '', variants, rows: rows.filter((row) => row.values.some((v) => v !== null)) }
}

/** One metric's values, the first of them the baseline. */
export function compareMetric(definition: MetricDefinition, values: readonly (number | null)[]): MetricRow {
  const baseline = values[0] ?? null
  const differences = values.map((value, index) =>
    index === 0 || value === null || baseline === null ? null : difference(value, baseline, definition),
  )
  return { definition, values, differences, best: best(definition, values) }
}

function difference(value: number, baseline: number, definition: MetricDefinition): Difference {
  const absolute = value - baseline
  return {
    absolute,
    relative: baseline === 0 ? null : absolute / Math.abs(baseline),
    judgement: judge(value, baseline, definition.unit, definition.better),
  }
}

function best(definition: MetricDefinition, values: readonly (number | null)[]): boolean[] {
  const known = values.filter((value) => value !== null)
  if (definition.better === 'neither' || known.length < 2) return values.map(() => false)
  const target = definition.better === 'lower' ? Math.min(...known) : Math.max(...known)
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
