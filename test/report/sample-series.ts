import type { Series } from '../../src/results/types.ts'
import type { SampleOptions } from './sample-results.ts'

/** What the summary is made from, one value per bucket. */
export interface Columns {
  readonly load: readonly number[]
  readonly lost: readonly number[]
  readonly late: readonly number[]
  readonly nodes: readonly number[]
  readonly requested: readonly number[]
  readonly used: readonly number[]
  readonly pending: readonly number[]
}

interface ServiceColumns {
  readonly load: readonly number[]
  readonly capacity: readonly number[]
  readonly lost: readonly number[]
  readonly late: readonly number[]
}

type Chosen = Required<SampleOptions>

const KEYS = ['load', 'capacity', 'lost', 'late'] as const

/** All series of one variant, with the columns behind them. */
export function sampleSeries(
  chosen: Chosen,
  index: number,
): { readonly series: readonly Series[]; readonly columns: Columns; readonly services: readonly ServiceColumns[] } {
  const services = chosen.services.map((_, s) => serviceColumns(chosen, index, s))
  const total = totalOf(chosen, services)
  const cluster = clusterColumns(chosen, index, services.length > 0 ? total : null)
  const columns = { ...total, ...cluster }
  return { series: [...serviceSeries(chosen, services, total), ...clusterSeries(chosen, columns)], columns, services }
}

/** Load of one service in bucket `i`: a day's hump with a spike in the middle. */
function loadAt(chosen: Chosen, service: number, i: number): number {
  const day = i / chosen.buckets
  const hump = 1 - Math.abs(day - 0.5) * 1.6
  const spike = day > 0.5 && day < 0.56 ? 4 : 1
  return (4000 + 9000 * hump) * spike * (service === 0 ? 1 : 0.4)
}

/** What a variant makes ready: the baseline a fixed amount, the rest follow with their own lag and margin. */
function capacityAt(chosen: Chosen, variant: number, service: number, i: number): number {
  if (variant === 0) return 52_000 * (service === 0 ? 1 : 0.4) * chosen.headroom
  const lag = [0, 4, 9, -3, 6, 2, 12][variant % 7] ?? 0
  const at = Math.min(chosen.buckets - 1, Math.max(0, i - lag))
  return loadAt(chosen, service, at) * (1.15 + 0.05 * variant) * Math.max(1, chosen.headroom)
}

function serviceColumns(chosen: Chosen, variant: number, service: number): ServiceColumns {
  const load = perBucket(chosen, (i) => loadAt(chosen, service, i))
  const capacity = perBucket(chosen, (i) => capacityAt(chosen, variant, service, i))
  const short = (share: number) => perBucket(chosen, (i) => Math.max(0, (load[i] ?? 0) - (capacity[i] ?? 0) * share))
  return { load, capacity, lost: short(1), late: short(0.9).map((value) => value * 0.2) }
}

function totalOf(chosen: Chosen, services: readonly ServiceColumns[]): ServiceColumns {
  const summed = (key: (typeof KEYS)[number]) =>
    perBucket(chosen, (i) => services.reduce((sum, service) => sum + (service[key][i] ?? 0), 0))
  return { load: summed('load'), capacity: summed('capacity'), lost: summed('lost'), late: summed('late') }
}

/** Nodes follow capacity at 1 500 req/s each, two buckets late; without services they follow a saw of jobs. */
function clusterColumns(
  chosen: Chosen,
  index: number,
  total: ServiceColumns | null,
): Omit<Columns, keyof ServiceColumns> {
  const saw = (i: number): number => 20_000 + 15_000 * Math.abs(((i * 7) % chosen.buckets) / chosen.buckets - 0.5)
  const demand = (i: number): number => total?.capacity[Math.max(0, i)] ?? saw(Math.max(0, i))
  const nodes = perBucket(chosen, (i) => (index === 0 ? 42 : Math.max(6, Math.ceil(demand(i - 2) / 1500))))
  const requested = perBucket(chosen, (i) => Math.min(1, demand(i) / 1650 / (nodes[i] ?? 1)))
  const busy = (i: number): number => Math.min(0.9, (total?.load[i] ?? demand(i)) / demand(i))
  const used = perBucket(chosen, (i) => (requested[i] ?? 0) * busy(i))
  const waiting = (i: number): number => (index === 0 ? 0 : (demand(i) - (nodes[i] ?? 0) * 1500) / 40)
  return { nodes, requested, used, pending: perBucket(chosen, (i) => Math.max(0, Math.round(waiting(i)))) }
}

function serviceSeries(chosen: Chosen, services: readonly ServiceColumns[], total: ServiceColumns): Series[] {
  if (services.length === 0) return []
  const named = [
    { of: null, columns: total },
    ...services.map((columns, s) => ({ of: chosen.services[s] ?? '', columns })),
  ]
  return named.flatMap(({ of, columns }) => [
    ...KEYS.map((key) => series(key, of, 'req/s', columns[key])),
    ...(of === null
      ? []
      : [
          series(
            'replicas.ready',
            of,
            'replicas',
            columns.capacity.map((value) => Math.round(value / 450)),
          ),
        ]),
  ])
}

function clusterSeries(chosen: Chosen, { nodes, requested, used, pending }: Columns): Series[] {
  const scaled = (values: readonly number[], factor: number): number[] => values.map((value) => value * factor)
  const booting = nodes.map((count, i) => Math.max(0, (nodes[i + 2] ?? count) - count))
  return [
    series('nodes.ready', null, 'nodes', nodes),
    series('nodes.booting', null, 'nodes', booting),
    series('utilisation.requested', 'cpu', 'share', requested),
    series('utilisation.used', 'cpu', 'share', used),
    series('utilisation.requested', 'memory', 'share', scaled(requested, 0.6)),
    series('utilisation.used', 'memory', 'share', scaled(requested, 0.48)),
    { ...series('pods.pending', null, 'pods', pending), statistic: 'max' },
    series('pods.pending', null, 'pods', scaled(pending, 0.5)),
    ...chosen.jobs.map((job) =>
      series(
        'pods.working',
        job,
        'pods',
        nodes.map((_, i) => 3 + (i % 11)),
      ),
    ),
    ...(chosen.prices ? [series('cost.rate', null, 'USD/h', scaled(nodes, 0.192))] : []),
  ]
}

function series(name: string, of: string | null, unit: string, values: readonly number[]): Series {
  return { name, of, unit, statistic: 'mean', values }
}

/** Rounded, so that the digest does not hang on the last bit. */
function perBucket(chosen: Chosen, at: (i: number) => number): number[] {
  return Array.from({ length: chosen.buckets }, (_, i) => Math.round(at(i) * 1e4) / 1e4)
}
