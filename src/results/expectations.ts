import { formatShare } from '../base/share.ts'
import { METRICS } from '../metrics/definitions.ts'
import type { Expectation } from '../model/scenario.ts'
import type { ExpectationResult, VariantResult } from './types.ts'

/** Judges every expectation for every variant that it speaks of. A value that does not exist does not pass. */
export function judgeExpectations(
  expectations: readonly Expectation[],
  variants: readonly VariantResult[],
): ExpectationResult[] {
  return expectations.flatMap((expectation) =>
    variants
      .filter(({ name }) => expectation.variant === null || name === expectation.variant)
      .map((variant) => judge(expectation, variant, variants)),
  )
}

function judge(
  expectation: Expectation,
  variant: VariantResult,
  variants: readonly VariantResult[],
): ExpectationResult {
  const { metric, workload, relativeTo, min, max } = expectation
  const actual = metricValue(variant, metric, workload)
  const other = variants.find(({ name }) => name === relativeTo)
  const base = other === undefined ? null : metricValue(other, metric, workload)
  const bound = (limit: number) =>
    relativeTo === null ? limit : base === null ? Number.NaN : base + limit * Math.abs(base)
  const passed = actual !== null && (min === null || actual >= bound(min)) && (max === null || actual <= bound(max))
  return { text: textOf(expectation), metric, variant: variant.name, workload, actual, passed }
}

function metricValue(variant: VariantResult, metric: string, workload: string | null): number | null {
  if (workload === null) return variant.summary[metric] ?? null
  const part = [...variant.services, ...variant.jobs].find(({ name }) => name === workload)
  return part?.summary[metric] ?? null
}

function textOf({ metric, workload, relativeTo, min, max }: Expectation): string {
  const what = workload === null ? metric : `${metric} of ${workload}`
  const limit = (value: number) =>
    relativeTo === null
      ? boundText(metric, value)
      : `${relativeTo} ${value < 0 ? '−' : '+'} ${formatShare(Math.abs(value)).replace('%', ' %')}`
  const bounds = [min === null ? null : `at least ${limit(min)}`, max === null ? null : `at most ${limit(max)}`]
  return `${what} ${bounds.filter((text) => text !== null).join(' and ')}`
}

/** In the unit that the metric is shown in, so that the bound and the actual value can be held against each other. */
function boundText(metric: string, value: number): string {
  const unit = METRICS.find(({ name }) => name === metric)?.unit
  if (unit === 'share' || metric.startsWith('utilisation.')) return formatShare(value).replace('%', ' %')
  return unit === 's' ? `${value} s` : `${value}`
}
