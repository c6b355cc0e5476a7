import { parseInstant } from '../base/instant.ts'
import type { Results, Series, VariantResult } from '../results/types.ts'
import { type Block, repeatedCell, type Table } from './table.ts'

/** One row for each bucket of each series. `atSeconds` and `instant` are where the bucket begins; without a start there are no instants. */
export function seriesTable(results: Results): Table {
  return {
    name: 'series',
    columns: [
      { name: 'variant', kind: 'text' },
      { name: 'seed', kind: 'whole' },
      { name: 'series', kind: 'text' },
      { name: 'of', kind: 'text' },
      { name: 'statistic', kind: 'text' },
      { name: 'unit', kind: 'text' },
      { name: 'atSeconds', kind: 'number' },
      { name: 'instant', kind: 'instant' },
      { name: 'value', kind: 'number' },
    ],
    *blocks() {
      const startMs = startOf(results)
      for (const variant of results.variants) for (const series of variant.series) yield block(variant, series, startMs)
    },
  }
}

/** Milliseconds since 1970; null: the run is on no calendar. */
export function startOf({ start }: Results): number | null {
  return start === null ? null : parseInstant(start).epochMs
}

function block({ name, seed, bucketSeconds }: VariantResult, series: Series, startMs: number | null): Block {
  const rows = series.values.length
  const atSeconds = Array.from({ length: rows }, (_, bucket) => bucket * bucketSeconds)
  return [
    ...[name, seed, series.name, series.of, series.statistic, series.unit].map((cell) => repeatedCell(cell, rows)),
    atSeconds,
    startMs === null ? repeatedCell(null, rows) : atSeconds.map((seconds) => startMs + seconds * 1000),
    series.values,
  ]
}
