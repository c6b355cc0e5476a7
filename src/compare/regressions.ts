import { parseShare } from '../base/share.ts'
import type { MetricDefinition, Results } from '../results/types.ts'
import { holm } from '../statistics/holm.ts'
import { CONFIDENCE, type Interval } from '../statistics/interval.ts'
import { ANY_METRIC, type Baseline, type BaselineScenario } from './baseline.ts'
import { type PairedTest, pairedTest } from './paired-test.ts'

/** 'undecided': the mean is beyond the tolerance, and the seeds do not show that it is not chance. */
export type RegressionStatus = 'same' | 'worse' | 'better' | 'undecided'

/** One metric of one variant against what the baseline has. */
export interface Regression {
  readonly variant: string
  readonly metric: MetricDefinition
  readonly baseline: number
  readonly actual: number
  /** Of `actual` − `baseline`; null with one seed. */
  readonly interval: Interval | null
  /** Share of the baseline's size that is let pass. */
  readonly tolerance: number
  readonly status: RegressionStatus
}

/** Every metric that both have, paired by seed. */
export function regressions(results: Results, baseline: Baseline, before: BaselineScenario): Regression[] {
  const places = results.seeds.map((seed) => before.seeds.indexOf(seed))
  const tested = results.variants.flatMap((variant) => {
    const earlier = before.variants.find(({ name }) => name === variant.name)
    return results.metrics.flatMap((metric) => {
      if (metric.better === 'neither' || earlier === undefined) return []
      const then = earlier.samples[metric.name] ?? []
      const known = places.map((place) => then[place] ?? null)
      const tolerance = toleranceOf(baseline, metric.name)
      const test = testBeyond(variant.samples[metric.name] ?? [], known, tolerance, metric)
      return test === null ? [] : [{ variant: variant.name, metric, tolerance, ...test }]
    })
  })
  const adjusted = holm(tested.map(({ beyond }) => beyond.p))
  return tested.map(({ variant, metric, tolerance, plain, beyond, limit }, index) => ({
    variant,
    metric,
    baseline: plain.baselineMean,
    actual: plain.baselineMean + plain.mean,
    interval: plain.interval,
    tolerance,
    status: statusOf(plain, { ...beyond, p: adjusted[index] }, limit, metric),
  }))
}

/** Variants that only one side has, and that nothing is compared with. */
export function unmatchedVariants({ name, variants }: Results, before: BaselineScenario): Results['notes'] {
  const rest = (some: readonly { readonly name: string }[], others: readonly { readonly name: string }[]) =>
    some.filter((each) => !others.some((other) => other.name === each.name))
  const added = rest(variants, before.variants)
  const gone = rest(before.variants, variants)
  return [
    ...added.map((each) => ({
      about: name,
      text: `the baseline has no variant "${each.name}"; it was compared with nothing`,
    })),
    ...gone.map((each) => ({ about: name, text: `variant "${each.name}" of the baseline was not run` })),
  ]
}

function toleranceOf({ tolerances }: Baseline, metric: string): number {
  return parseShare(tolerances[metric] ?? tolerances[ANY_METRIC] ?? '0%')
}

interface Tested {
  readonly plain: PairedTest
  /** Of what is beyond the tolerance, in the direction in which the mean went. */
  readonly beyond: PairedTest
  readonly limit: number
}

function testBeyond(
  now: readonly (number | null)[],
  then: readonly (number | null)[],
  tolerance: number,
  { unit }: MetricDefinition,
): Tested | null {
  const plain = pairedTest(now, then)
  if (plain === null) return null
  // A millionth of all requests is below what a share is printed with; elsewhere rounding is all there is around 0.
  const limit = Math.max(tolerance * Math.abs(plain.baselineMean), unit === 'share' ? 1e-6 : 1e-9)
  const shift = Math.sign(plain.mean) * limit
  const beyond = pairedTest(
    now,
    then.map((value) => (value === null ? null : value + shift)),
  )
  return beyond === null ? null : { plain, beyond, limit }
}

function statusOf(
  plain: PairedTest,
  beyond: PairedTest,
  limit: number,
  { better }: MetricDefinition,
): RegressionStatus {
  if (Math.abs(plain.mean) <= limit) return 'same'
  const sure = beyond.seeds < 2 || (beyond.p !== null && beyond.p <= 1 - CONFIDENCE)
  if (!sure) return 'undecided'
  return plain.mean < 0 === (better === 'lower') ? 'better' : 'worse'
}
