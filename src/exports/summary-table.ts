import type { MetricDefinition, Results } from '../results/types.ts'
import { type Part, partsOf, SCOPES } from './scopes.ts'
import { type Block, type Cell, repeatedCell, type Table } from './table.ts'

/** One row for each metric of each variant, service, job and pool under each seed. A value is missing where the thing never occurred. */
export function summaryTable(results: Results): Table {
  const metrics = new Map(results.metrics.map((metric) => [metric.name, metric]))
  return {
    name: 'summaries',
    columns: [
      { name: 'variant', kind: 'text' },
      { name: 'scope', kind: 'text' },
      { name: 'part', kind: 'text' },
      { name: 'seed', kind: 'whole' },
      { name: 'metric', kind: 'text' },
      { name: 'unit', kind: 'text' },
      { name: 'better', kind: 'text' },
      { name: 'value', kind: 'number' },
    ],
    *blocks() {
      for (const variant of results.variants)
        for (const scope of SCOPES)
          for (const part of partsOf(variant, scope))
            yield block(results, [variant.name, scope, part.name], part, metrics)
    },
  }
}

function block(
  { seeds, currency }: Results,
  what: readonly Cell[],
  { samples }: Part,
  metrics: ReadonlyMap<string, MetricDefinition>,
): Block {
  const rows = seeds.flatMap((seed, index) =>
    Object.entries(samples).map(([name, values]) => ({
      seed,
      name,
      metric: metrics.get(name),
      value: values[index] ?? null,
    })),
  )
  return [
    ...what.map((cell) => repeatedCell(cell, rows.length)),
    rows.map(({ seed }) => seed),
    rows.map(({ name }) => name),
    rows.map(({ metric }) => (metric?.unit === 'currency' ? currency : (metric?.unit ?? null))),
    rows.map(({ metric }) => metric?.better ?? null),
    rows.map(({ value }) => value),
  ]
}
