import { z } from 'zod'
import { parseInstant } from '../base/instant.ts'
import { samplesOf } from './over-seeds.ts'
import { RESULTS_SCHEMA, type Results } from './types.ts'

/** Longer than any run: with it every moment of a run has a date. */
const SECONDS_MAX = 1e10

const seconds = z.number().positive().max(SECONDS_MAX)
const instant = z.string().refine(isInstant, 'it should be an instant such as 2026-11-10T18:00:00+08:00')
const notes = z.array(z.looseObject({ about: z.string(), text: z.string() }))
const pod = z.looseObject({ workload: z.string(), number: z.number(), atSeconds: z.array(z.number().nullable()) })
const packing = z.looseObject({
  everySeconds: seconds,
  samples: z.number(),
  rows: z.array(z.looseObject({ name: z.string(), pool: z.string(), nodes: z.number() })),
  resources: z.array(z.string()),
  shares: z.array(z.string()),
})
const episode = z.looseObject({ workload: z.string(), parts: z.record(z.string(), z.number()) })
const decision = z.looseObject({
  atSeconds: z.number(),
  actor: z.string(),
  decision: z.string(),
  reason: z.string(),
})
const expectation = z.looseObject({ text: z.string(), metric: z.string(), variant: z.string() })

const summary = z.record(z.string(), z.number().nullable())
const samples = z.record(z.string(), z.array(z.number().nullable())).optional()
const part = z.looseObject({ name: z.string(), summary, samples }).transform(withSamples)
const variant = z
  .looseObject({
    name: z.string(),
    seed: z.number().optional(),
    summary,
    samples,
    services: z.array(part),
    jobs: z.array(part),
    pools: z.array(part),
    policies: z.looseObject({ podAutoscaling: z.record(z.string(), z.string()) }),
    queues: z.array(part).optional(),
    bucketSeconds: seconds,
    series: z.array(z.looseObject({ name: z.string(), values: z.array(z.number().nullable()) })),
    packing: packing.nullish(),
    pods: z.array(pod).optional(),
    lag: z.array(episode).optional(),
    decisions: z.array(decision),
    notes,
  })
  .transform(withSamples)

const record = z
  .looseObject({
    schema: z.literal(RESULTS_SCHEMA, {
      error: ({ input }) =>
        typeof input === 'string' ? `it is ${input}, not ${RESULTS_SCHEMA}` : `it should be ${RESULTS_SCHEMA}`,
    }),
    name: z.string(),
    seed: z.number(),
    seeds: z.array(z.number()).optional(),
    failedRuns: z.array(z.unknown()).optional(),
    tool: z.looseObject({ name: z.string(), version: z.string() }),
    start: instant.nullable(),
    durationSeconds: seconds,
    inputs: z.array(z.looseObject({ path: z.string(), sha256: z.string(), bytes: z.number() })),
    notes,
    expectations: z.array(expectation),
    digest: z.string(),
    currency: z.string(),
    metrics: z.array(
      z.looseObject({ name: z.string(), unit: z.string(), better: z.enum(['lower', 'higher', 'neither']) }),
    ),
    variants: z.array(variant).min(1),
  })
  .refine(isWithinRun, { path: ['variants'], error: 'a series goes on after the end of the run' })
  .transform((each) => ({ ...each, seeds: each.seeds ?? [each.seed], failedRuns: each.failedRuns ?? [] }))

function isInstant(text: string): boolean {
  try {
    parseInstant(text)
    return true
  } catch {
    return false
  }
}

interface Timed {
  readonly durationSeconds: number
  readonly variants: readonly {
    readonly bucketSeconds: number
    readonly series: readonly { readonly values: readonly unknown[] }[]
  }[]
}

/** Every bucket begins before the run is over. */
function isWithinRun({ durationSeconds, variants }: Timed): boolean {
  return variants.every(({ bucketSeconds, series }) =>
    series.every(({ values }) => (values.length - 1) * bucketSeconds < durationSeconds),
  )
}

/** Records from before there were seeds have one sample: their summary. */
function withSamples<T extends { summary: z.output<typeof summary>; samples?: z.output<typeof samples> }>(each: T) {
  return { ...each, samples: each.samples ?? samplesOf(each.summary) }
}

/** The results in the text of a `results.json`, or what is wrong with it. */
export function readResults(text: string): { readonly results: Results } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  const read = record.safeParse(value)
  if (read.success) return { results: read.data as unknown as Results }
  const [issue] = read.error.issues
  return { problem: `${issue.path.join('.') || 'the document'}: ${issue.message}` }
}
