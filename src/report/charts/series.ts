import type { Series, VariantResult } from '../../results/types.ts'
import type { ReportContext } from '../report-context.ts'
import type { Values } from './values.ts'

export function seriesValues(
  variant: VariantResult,
  name: string,
  of: string | null = null,
  statistic: Series['statistic'] = 'mean',
): Values | null {
  const found = variant.series.find(
    (series) => series.name === name && series.of === of && series.statistic === statistic,
  )
  return found?.values ?? null
}

/** Of every variant; null when none of them has the series. */
export function perVariant(
  context: ReportContext,
  name: string,
  of: string | null = null,
  statistic: Series['statistic'] = 'mean',
): (Values | null)[] | null {
  const all = context.results.variants.map((variant) => seriesValues(variant, name, of, statistic))
  return all.some((values) => values !== null) ? all : null
}

export function highest(values: Values): number {
  return values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)
}

/** The highest value of several series; 0 when there is none. */
export function highestOf(all: readonly (Values | null)[]): number {
  return all.reduce<number>((most, values) => Math.max(most, highest(values ?? [])), 0)
}

/** What the series are about, in the order in which they first appear. */
export function subjects(context: ReportContext, name: string): string[] {
  const found = new Set<string>()
  for (const variant of context.results.variants) {
    for (const series of variant.series) if (series.name === name && series.of !== null) found.add(series.of)
  }
  return [...found]
}
