import { partOf, samplesOf } from './over-seeds.ts'
import { RESULTS_SCHEMA, type Results } from './types.ts'

/** A record that was written before, as today's; a text says what keeps it from being one. */
export function readResults(text: string): Results | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  const schema = typeof parsed === 'object' && parsed !== null && 'schema' in parsed ? parsed.schema : undefined
  if (schema !== RESULTS_SCHEMA)
    return `it does not hold ${RESULTS_SCHEMA}${typeof schema === 'string' ? `, but ${schema}` : ''}`
  return withSamples(parsed as Results)
}

/** Records from before there were several seeds have the numbers of one. */
function withSamples(results: Results): Results {
  return {
    ...results,
    seeds: results.seeds ?? [results.seed],
    failedRuns: results.failedRuns ?? [],
    variants: results.variants.map((variant) =>
      variant.samples === undefined
        ? {
            ...variant,
            seed: results.seed,
            samples: samplesOf(variant.summary),
            services: variant.services.map(({ name, summary }) => partOf(name, summary)),
            jobs: variant.jobs.map(({ name, summary }) => partOf(name, summary)),
            pools: variant.pools.map(({ name, summary }) => partOf(name, summary)),
          }
        : variant,
    ),
  }
}
