import type { MetricDefinition } from '../results/types.ts'
import type { Scope } from './scopes.ts'

/** A metric as OpenMetrics has it: the unit, where there is one, is the end of the name. */
export interface ExportedName {
  readonly name: string
  /** Null: a plain number, as of pods, or an amount of money, whose currency is a label. */
  readonly unit: string | null
  /** The resource that the metric's own name has in the middle; here it is a label. */
  readonly resource: string | null
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'seconds'],
  ['min', 'minutes'],
  ['h', 'hours'],
  ['B', 'bytes'],
  ['share', 'ratio'],
  ['req/s', 'requests_per_second'],
])

/** Words of our names that say the unit already. */
const UNIT_WORDS: ReadonlySet<string> = new Set(['seconds', 'minutes', 'hours', 'bytes', 'share'])

const OF_RESOURCE = /^utilisation\.(.+)\.((?:requested|used)\.mean)$/

/** `pods.pending.waitSecondsP95` becomes `simcap_pods_pending_wait_p95_seconds`; of a job, `simcap_job_…`. */
export function exportedMetric({ name, unit }: Pick<MetricDefinition, 'name' | 'unit'>, scope: Scope): ExportedName {
  const [, resource = null, rest = ''] = OF_RESOURCE.exec(name) ?? []
  const prefix = scope === 'cluster' ? 'simcap' : `simcap_${scope}`
  return { ...named(prefix, resource === null ? name : `utilisation.${rest}`, unit), resource }
}

/** `latency.p99` becomes `simcap_series_latency_p99_seconds`. */
export function exportedSeries({ name, unit }: { readonly name: string; readonly unit: string }): ExportedName {
  return { ...named('simcap_series', name, unit), resource: null }
}

function named(prefix: string, name: string, unit: string): Omit<ExportedName, 'resource'> {
  const exported = UNITS.get(unit) ?? null
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !(exported !== null && UNIT_WORDS.has(word)))
  return { name: [prefix, ...words, ...(exported === null ? [] : [exported])].join('_'), unit: exported }
}
