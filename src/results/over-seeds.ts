import type { PartResult, Samples, Summary, VariantResult } from './types.ts'

/** A named part with the numbers of one run. */
export function partOf(name: string, summary: Summary): PartResult {
  return { name, summary, samples: samplesOf(summary) }
}

/** The numbers of one run as samples of one seed. */
export function samplesOf(summary: Summary): Samples {
  return Object.fromEntries(Object.entries(summary).map(([metric, value]) => [metric, [value]]))
}

/**
 * One variant over many seeds from its runs, one for each seed in order; null where a run failed. The first run that did
 * not fail is the detailed one. Null when all failed.
 */
export function overSeeds(runs: readonly (VariantResult | null)[]): VariantResult | null {
  const detailed = runs.find((run) => run !== null)
  if (detailed === undefined) return null
  const parts = (kind: 'services' | 'jobs' | 'pools' | 'queues'): PartResult[] =>
    (detailed[kind] ?? []).map((part, index) => ({
      ...part,
      samples: joined(runs.map((run) => run?.[kind]?.[index] ?? null)),
    }))
  return {
    ...detailed,
    samples: joined(runs),
    services: parts('services'),
    jobs: parts('jobs'),
    pools: parts('pools'),
    ...(detailed.queues === undefined ? {} : { queues: parts('queues') }),
  }
}

/** Metrics in the order in which they first occur. */
function joined(runs: readonly ({ readonly summary: Summary } | null)[]): Samples {
  const metrics = new Set(runs.flatMap((run) => Object.keys(run?.summary ?? {})))
  return Object.fromEntries([...metrics].map((metric) => [metric, runs.map((run) => run?.summary[metric] ?? null)]))
}
