import { z } from 'zod'
import { parseShare } from '../base/share.ts'
import type { Better, Results, Samples } from '../results/types.ts'

/** Version of the file's shape; changes when a reader of the old one would be wrong. */
const BASELINE_SCHEMA = 'simcap.baseline/v1'

const samplesField = z.record(z.string(), z.array(z.number().nullable()))
const partField = z.object({ name: z.string(), samples: samplesField })

const toleranceField = z.string().refine(
  (text) => {
    try {
      return parseShare(text) >= 0
    } catch {
      return false
    }
  },
  { error: 'is not a share such as 1%' },
)

const scenarioField = z
  .object({
    name: z.string(),
    seeds: z.array(z.int()).min(1),
    variants: z.array(
      z.object({ name: z.string(), samples: samplesField, services: z.array(partField), jobs: z.array(partField) }),
    ),
  })
  .refine(
    ({ seeds, variants }) =>
      variants.every(({ samples }) => Object.values(samples).every((values) => values.length === seeds.length)),
    { error: 'has another number of values than of seeds' },
  )

const baselineField = z.object({
  schema: z.literal(BASELINE_SCHEMA),
  tool: z.object({ name: z.literal('simcap'), version: z.string() }),
  tolerances: z.record(z.string(), toleranceField),
  scenarios: z.array(scenarioField),
})

/** What earlier runs gave, checked in beside the scenarios, with how much worse each metric may become. */
export type Baseline = z.output<typeof baselineField>
export type BaselineScenario = z.output<typeof scenarioField>

/** Which tolerance counts where a metric has none of its own. */
export const ANY_METRIC = '*'

export function emptyBaseline(version: string): Baseline {
  return {
    schema: BASELINE_SCHEMA,
    tool: { name: 'simcap', version },
    tolerances: { [ANY_METRIC]: '1%' },
    scenarios: [],
  }
}

/** Reads the file's text, or says what is wrong with it. */
export function readBaseline(text: string): { readonly baseline: Baseline } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const read = baselineField.safeParse(value)
  if (read.success) return { baseline: read.data }
  const [issue] = read.error.issues
  return { problem: `${issue.path.join('.') || 'the document'}: ${issue.message}` }
}

/** The scenario's place in a baseline: the metrics that can become worse, of the cluster, of services and of jobs. */
export function baselineScenario({ name, seeds, metrics, variants }: Results): BaselineScenario {
  const judged = new Map<string, Better>(metrics.map((metric) => [metric.name, metric.better]))
  const kept = (samples: Samples) =>
    Object.fromEntries(
      Object.entries(samples)
        .filter(([metric, values]) => (judged.get(metric) ?? 'neither') !== 'neither' && values.some((v) => v !== null))
        .map(([metric, values]) => [metric, [...values]]),
    )
  const part = ({ name: of, samples }: { readonly name: string; readonly samples: Samples }) => ({
    name: of,
    samples: kept(samples),
  })
  return {
    name,
    seeds: [...seeds],
    variants: variants.map((variant) => ({
      ...part(variant),
      services: variant.services.map(part),
      jobs: variant.jobs.map(part),
    })),
  }
}

/** The baseline with this scenario in the place of its older self, scenarios by name. */
export function withScenario(baseline: Baseline, scenario: BaselineScenario): Baseline {
  const others = baseline.scenarios.filter(({ name }) => name !== scenario.name)
  const scenarios = [...others, scenario].sort((a, b) => (a.name < b.name ? -1 : 1))
  return { ...baseline, scenarios }
}
