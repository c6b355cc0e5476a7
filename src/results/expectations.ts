import { formatShare } from '../base/share.ts'
import { METRICS } from '../metrics/definitions.ts'
import { BASELINE, type Expectation } from '../model/scenario.ts'
import { type Estimate, estimate, knownMean } from '../statistics/estimate.ts'
import type { ExpectationResult, PartResult, Samples, VariantResult } from './types.ts'

/** A variant, or what a baseline has of one. */
interface Measured {
  readonly name: string
  readonly samples: Samples
  readonly services: readonly Pick<PartResult, 'name' | 'samples'>[]
  readonly jobs: readonly Pick<PartResult, 'name' | 'samples'>[]
}

/**
 * Judges every expectation for every variant that it speaks of, by the means over all seeds. A value that does not exist does
 * not pass. What is relative to the baseline is judged only where there is one.
 */
export function judgeExpectations(
  expectations: readonly Expectation[],
  variants: readonly VariantResult[],
  baseline: readonly Measured[] | null = null,
): ExpectationResult[] {
  return expectations.flatMap((expectation) => {
    const { relativeTo } = expectation
    const toBaseline = relativeTo === BASELINE && !variants.some(({ name }) => name === BASELINE)
    if (toBaseline && baseline === null) return []
    return variants
      .filter(({ name }) => expectation.variant === null || name === expectation.variant)
      .map((variant) => {
        const other = toBaseline
          ? baseline?.find(({ name }) => name === variant.name)
          : variants.find(({ name }) => name === relativeTo)
        return judge(expectation, variant, other ?? null, toBaseline)
      })
  })
}

function judge(
  expectation: Expectation,
  variant: VariantResult,
  other: Measured | null,
  toBaseline: boolean,
): ExpectationResult {
  const { metric, workload, relativeTo, min, max } = expectation
  const values = samplesIn(variant, expectation)
  const known = values.filter((value) => value !== null)
  const { mean, interval } = estimate(known)
  const bases = other === null ? [] : samplesIn(other, expectation)
  // Seeds of a baseline may be others: its mean is the reference. Variants are compared seed by seed.
  const reference = toBaseline ? knownMean(bases) : null
  const boundAt = (limit: number, seed: number): number | null => {
    if (relativeTo === null) return limit
    const base = toBaseline ? reference : (bases[seed] ?? null)
    return base === null ? null : base + limit * Math.abs(base)
  }
  const beyond = [
    ...(max === null ? [] : [excess(values, (seed) => boundAt(max, seed), 1)]),
    ...(min === null ? [] : [excess(values, (seed) => boundAt(min, seed), -1)]),
  ]
  const passed = known.length > 0 && beyond.every((one) => one !== null && one.mean <= 0)
  const sure = passed
    ? beyond.every((one) => (one?.interval?.high ?? 0) <= 0)
    : beyond.some((one) => (one?.interval?.low ?? 1) > 0)
  const actual = known.length === 0 ? null : mean
  return { text: textOf(expectation), metric, variant: variant.name, workload, actual, interval, passed, sure }
}

/** By how much values are beyond a bound, seed by seed; null where no seed has both. */
function excess(
  values: readonly (number | null)[],
  boundAt: (seed: number) => number | null,
  sign: 1 | -1,
): Estimate | null {
  const amounts = values.flatMap((value, seed) => {
    const bound = boundAt(seed)
    return value === null || bound === null ? [] : [sign * (value - bound)]
  })
  return amounts.length === 0 ? null : estimate(amounts)
}

function samplesIn(measured: Measured, { metric, workload }: Expectation): readonly (number | null)[] {
  if (workload === null) return measured.samples[metric] ?? []
  const part = [...measured.services, ...measured.jobs].find(({ name }) => name === workload)
  return part?.samples[metric] ?? []
}

function textOf({ metric, workload, relativeTo, min, max }: Expectation): string {
  const what = workload === null ? metric : `${metric} of ${workload}`
  const limit = (value: number) =>
    relativeTo === null
      ? boundText(metric, value)
      : `${relativeTo === BASELINE ? 'the baseline' : relativeTo} ${value < 0 ? '−' : '+'} ${formatShare(Math.abs(value)).replace('%', ' %')}`
  const bounds = [min === null ? null : `at least ${limit(min)}`, max === null ? null : `at most ${limit(max)}`]
  return `${what} ${bounds.filter((text) => text !== null).join(' and ')}`
}

/** In the unit that the metric is shown in, so that the bound and the actual value can be held against each other. */
function boundText(metric: string, value: number): string {
  const unit = METRICS.find(({ name }) => name === metric)?.unit
  if (unit === 'share' || metric.startsWith('utilisation.')) return formatShare(value).replace('%', ' %')
  return unit === 's' ? `${value} s` : `${value}`
}
