import type { Scenario } from '../../src/model/scenario.ts'
import type { Summary, VariantResult } from '../../src/results/types.ts'
import { simulate } from '../../src/simulate.ts'
import { SECOND } from './amounts.ts'
import { scenario, variant } from './model.ts'

/** Runs one variant for so many seconds. */
export function simulated(
  seconds: number,
  parts: Parameters<typeof variant>[0],
  rest: Partial<Scenario> = {},
): VariantResult {
  return simulate(scenario({ durationUs: seconds * SECOND, ...rest }), variant(parts))
}

/** The summary of one service, job, pool or queue by name. */
export function summaryOf(result: VariantResult, name: string): Summary {
  const part = [...result.services, ...result.jobs, ...result.pools, ...(result.queues ?? [])].find(
    (each) => each.name === name,
  )
  if (part === undefined) throw new Error(`nothing is called ${name}`)
  return part.summary
}

export function seriesOf(
  result: VariantResult,
  name: string,
  of: string | null = null,
  statistic = 'mean',
): readonly (number | null)[] {
  const found = result.series.find((each) => each.name === name && each.of === of && each.statistic === statistic)
  if (found === undefined) throw new Error(`no series ${name} of ${of}`)
  return found.values
}
