import type { MetricDefinition, Results, Series } from '../results/types.ts'
import { type ExportedName, exportedMetric, exportedSeries } from './metric-names.ts'
import { partsOf, SCOPES, type Scope } from './scopes.ts'
import { seriesDoc } from './series-docs.ts'

/** Labels with a value; null: the sample has no such label. */
export type Labels = Readonly<Record<string, string | number | null>>

export interface Sample {
  readonly labels: Labels
  readonly value: number
  /** From the beginning of the run. */
  readonly atSeconds: number
}

/** Samples of one name. Those with the same labels follow each other in time order. */
export interface MetricFamily extends Omit<ExportedName, 'resource'> {
  readonly help: string
  readonly samples: () => Iterable<Sample>
}

/** Where the name of a part stands. `job` is a label that Prometheus sets itself. */
const PART_LABEL: Readonly<Record<Scope, string>> = {
  cluster: 'part',
  service: 'workload',
  job: 'workload',
  pool: 'pool',
  queue: 'queue',
}

/** Every summary number under every seed, as of the end of the run. */
export function summaryFamilies(results: Results): MetricFamily[] {
  return SCOPES.flatMap((scope) => {
    const byName = grouped(results.metrics, (metric) => exportedMetric(metric, scope).name)
    return [...byName.values()].map((metrics) => summaryFamily(results, scope, metrics))
  })
}

/** `metrics` go under one name: there is more than one where each is of a resource, which becomes a label. */
function summaryFamily(results: Results, scope: Scope, metrics: readonly MetricDefinition[]): MetricFamily {
  const { name, unit, resource } = exportedMetric(metrics[0], scope)
  const doc = resource === null ? metrics[0].doc : `Resources ${metrics[0].doc.slice(resource.length + 1)}`
  return {
    name,
    unit,
    help: metrics[0].unit === 'currency' ? `${doc} In the currency of the label.` : doc,
    *samples() {
      for (const variant of results.variants)
        for (const part of partsOf(variant, scope))
          for (const metric of metrics)
            for (const [index, seed] of results.seeds.entries()) {
              const value = part.samples[metric.name]?.[index] ?? null
              if (value === null) continue
              const labels = {
                scenario: results.name,
                variant: variant.name,
                seed,
                [PART_LABEL[scope]]: part.name,
                resource: exportedMetric(metric, scope).resource,
                currency: metric.unit === 'currency' ? results.currency : null,
              }
              yield { labels, value, atSeconds: results.durationSeconds }
            }
    },
  }
}

/** Every series of the detailed runs, each bucket at its beginning. */
export function seriesFamilies(results: Results): MetricFamily[] {
  const all = results.variants.flatMap(({ series }) => series)
  return [...grouped(all, (series) => exportedSeries(series).name)].map(([exported, [first]]) => ({
    name: exported,
    unit: exportedSeries(first).unit,
    help: seriesDoc(first.name),
    *samples() {
      for (const { name, seed, bucketSeconds, series } of results.variants)
        for (const each of series) {
          if (exportedSeries(each).name !== exported) continue
          const labels = { scenario: results.name, variant: name, seed, ...seriesLabels(each, results.currency) }
          for (const [bucket, value] of each.values.entries())
            if (value !== null) yield { labels, value, atSeconds: bucket * bucketSeconds }
        }
    },
  }))
}

function seriesLabels({ of, statistic, unit }: Series, currency: string): Labels {
  return { of, statistic, currency: unit === `${currency}/h` ? currency : null }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
