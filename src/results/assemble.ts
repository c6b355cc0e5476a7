import { canonicalJson, sha256Hex } from '../base/digest.ts'
import { metricDefinitions } from '../metrics/definitions.ts'
import type { Scenario } from '../model/scenario.ts'
import { judgeExpectations } from './expectations.ts'
import { RESULTS_SCHEMA, type Results, type VariantResult } from './types.ts'

/** Which runs the variants were made from, where it was more than one of each. */
export type RunsMade = Pick<Results, 'seeds' | 'failedRuns'>

/** Puts the runs of a scenario together into the record that is written, compared and reported. */
export function assembleResults(
  scenario: Scenario,
  variants: readonly VariantResult[],
  version: string,
  { seeds, failedRuns }: RunsMade = { seeds: [scenario.seed], failedRuns: [] },
): Results {
  const record: Omit<Results, 'digest'> = {
    schema: RESULTS_SCHEMA,
    tool: { name: 'simcap', version },
    name: scenario.name,
    description: scenario.description,
    seed: seeds[0],
    seeds,
    failedRuns,
    start: scenario.start?.text ?? null,
    durationSeconds: scenario.durationUs / 1e6,
    currency: scenario.currency,
    scenario: scenario.document,
    inputs: scenario.inputs,
    notes: scenario.notes,
    metrics: metricDefinitions(resourcesMeasured(variants)),
    variants,
    expectations: judgeExpectations(scenario.expectations, variants),
  }
  return { ...record, digest: sha256Hex(canonicalJson(record)) }
}

/** Resources of the utilisation metrics, in the order of the first variant. */
function resourcesMeasured(variants: readonly VariantResult[]): string[] {
  const names = variants.flatMap(({ summary }) => Object.keys(summary))
  const resources = names.map((name) => /^utilisation\.(.+)\.requested\.mean$/.exec(name)?.[1])
  return [...new Set(resources.filter((name) => name !== undefined))]
}
