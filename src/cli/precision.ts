import { ParseError } from '../base/parse-error.ts'
import { parseShare } from '../base/share.ts'
import type { Scenario } from '../model/scenario.ts'
import type { VariantResult } from '../results/types.ts'
import { estimate } from '../statistics/estimate.ts'
import { seedsNeeded } from '../statistics/seeds-needed.ts'
import { metricNamed, metricsOf } from './metric-named.ts'
import { MOST_SEEDS } from './seeds.ts'
import { UsageError } from './usage-error.ts'

/** How well a metric's mean is to be known, whatever number of seeds that takes. */
export interface Precision {
  /** As the user wrote it. */
  readonly metric: string
  /** Half of the 95 % interval as a share of the mean. */
  readonly share: number
  readonly mostSeeds: number
}

const MOST_BY_DEFAULT = 200

export function parsePrecision(text: string, mostSeeds: string | null): Precision {
  const [name = '', share = ''] = text.split('=')
  const most = mostSeeds === null ? MOST_BY_DEFAULT : Number(mostSeeds)
  if (!Number.isInteger(most) || most < 2 || most > MOST_SEEDS) {
    throw new UsageError(`--max-seeds ${mostSeeds} is not a whole number between 2 and ${MOST_SEEDS}`)
  }
  return { metric: name.trim(), share: shareOf(share), mostSeeds: most }
}

function shareOf(text: string): number {
  try {
    const share = parseShare(text.trim())
    if (share > 0 && share < 1) return share
    throw new ParseError(`${text} is not between 0% and 100%`)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw new UsageError(`--precision: ${error.message}`, error.hint ?? 'write it as cost=1%')
  }
}

/** The precision with the name that the metric has in these scenarios. */
export function precisionIn(precision: Precision, scenarios: readonly Scenario[]): Precision {
  return { ...precision, metric: metricNamed(precision.metric, metricsOf(scenarios), '--precision') }
}

/** The number of seeds that the metric asks for in the variant where it varies most. */
export function moreSeeds(
  variants: readonly VariantResult[],
  seeds: number,
  { metric, share, mostSeeds }: Precision,
): number {
  const wanted = variants.map(({ samples }) => {
    const values = (samples[metric] ?? []).filter((value) => value !== null)
    if (values.length < 2) return seeds
    return seedsNeeded(values, share * Math.abs(estimate(values).mean), mostSeeds)
  })
  return Math.min(mostSeeds, Math.max(seeds, ...wanted))
}
