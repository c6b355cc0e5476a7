import { z } from 'zod'
import { samplesOf } from './over-seeds.ts'
import { RESULTS_SCHEMA, type Results } from './types.ts'

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
    bucketSeconds: z.number(),
    series: z.array(z.looseObject({ name: z.string(), values: z.array(z.number().nullable()) })),
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
    currency: z.string(),
    metrics: z.array(
      z.looseObject({ name: z.string(), unit: z.string(), better: z.enum(['lower', 'higher', 'neither']) }),
    ),
    variants: z.array(variant).min(1),
  })
  .transform((each) => ({ ...each, seeds: each.seeds ?? [each.seed], failedRuns: each.failedRuns ?? [] }))

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
