import { type RunMetrics, START_STAGES } from '../metrics/run-metrics.ts'
import type { TimeWeighted } from '../metrics/time-weighted.ts'
import { gpuLevels } from './gpu-figures.ts'
import { lateAmong, type MeasuredService } from './latencies.ts'
import { queueLevels } from './queue-figures.ts'
import type { Series } from './types.ts'

interface Names {
  readonly resources: readonly string[]
  readonly pools: readonly string[]
  /** By workload index. */
  readonly workloads: readonly string[]
  readonly queues: readonly string[]
  readonly currency: string
}

type Levels = readonly TimeWeighted[]

/** Every series of a run: bucket means from areas, so that each is exact; the last bucket may be cut short by the end. */
export function seriesOf(
  metrics: RunMetrics,
  measured: ReadonlyMap<number, MeasuredService>,
  durationUs: number,
  names: Names,
): Series[] {
  const seconds = bucketSeconds(metrics, durationUs)
  const { services, jobs, pools, pods } = metrics
  const series: Series[] = []
  const mean = (name: string, of: string | null, unit: string, levels: Levels) => {
    if (levels.length > 0) series.push({ name, of, unit, statistic: 'mean', values: means(levels, seconds) })
  }
  for (const rate of ['load', 'capacity', 'served', 'lost'] as const) {
    mean(
      rate,
      null,
      'req/s',
      [...services.values()].map((service) => service[rate]),
    )
    for (const [index, service] of services) mean(rate, names.workloads[index], 'req/s', [service[rate]])
  }
  if (services.size > 0) series.push(...latencySeries(measured, names.workloads, seconds))
  for (const [index, service] of services) {
    mean('replicas.desired', names.workloads[index], 'pods', [service.desired])
    mean('replicas.ready', names.workloads[index], 'pods', [service.ready])
  }
  for (const [index, instances] of metrics.functions) {
    for (const state of ['busy', 'idle'] as const)
      mean(`instances.${state}`, names.workloads[index], 'instances', [instances[state]])
  }
  for (const [index, job] of jobs) mean('pods.working', names.workloads[index], 'pods', [job.running])
  for (const { name, of, unit, level } of queueLevels(names.queues, metrics.queues)) mean(name, of, unit, [level])
  mean('pods.pending', null, 'pods', [pods.pending])
  series.push({
    name: 'pods.pending',
    of: null,
    unit: 'pods',
    statistic: 'max',
    values: Array.from(pods.pending.bucketMax, tidy),
  })
  for (const [reason, level] of [...metrics.pendingByReason.levels].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (level.area > 0) mean('pods.pendingBy', reason, 'pods', [level])
  }
  for (const stage of START_STAGES) mean('pods.starting', stage, 'pods', [metrics.stages[stage].level])
  mean('pods.running', null, 'pods', [pods.onNodes])
  for (const state of ['ready', 'booting'] as const) {
    const levels = pools.map((pool) => pool[state])
    mean(`nodes.${state}`, null, 'nodes', levels)
  }
  mean(
    'cost.rate',
    null,
    `${names.currency}/h`,
    pools.map(({ costPerHour }) => costPerHour),
  )
  if (pools.length > 1) {
    pools.forEach((pool, p) => {
      mean('nodes.ready', names.pools[p], 'nodes', [pool.ready])
      mean('nodes.booting', names.pools[p], 'nodes', [pool.booting])
    })
  }
  for (const { name, of, level } of gpuLevels(metrics.gpus)) mean(name, of, 'GPUs', [level])
  return [...series, ...utilisationSeries(metrics, names.resources)]
}

/** Late requests of all services and of each; latencies of each, where requests came. */
function latencySeries(
  measured: ReadonlyMap<number, MeasuredService>,
  workloads: readonly string[],
  seconds: readonly number[],
): Series[] {
  const total = seconds.map(() => 0)
  const each = [...measured].flatMap(([index, { metrics: service, latency }]): Series[] => {
    const of = workloads[index]
    const buckets = seconds.map((_, bucket) => latency.record.inBucket(bucket))
    const late = buckets.map((latencies) => lateAmong(latencies, service))
    late.forEach((requests, bucket) => {
      total[bucket] += requests
    })
    const quantile = (name: string, share: number): Series => {
      const values = buckets.map((latencies) => latencies.quantile(share))
      return { name, of, unit: 's', statistic: 'quantile', values: values.map((v) => (v === null ? null : tidy(v))) }
    }
    return [
      { name: 'late', of, unit: 'req/s', statistic: 'mean', values: perSecond(late, seconds) },
      quantile('latency.p50', 0.5),
      quantile('latency.p99', 0.99),
    ]
  })
  return [{ name: 'late', of: null, unit: 'req/s', statistic: 'mean', values: perSecond(total, seconds) }, ...each]
}

function perSecond(amounts: readonly number[], seconds: readonly number[]): number[] {
  return amounts.map((amount, bucket) => tidy(amount / seconds[bucket]))
}

function utilisationSeries(metrics: RunMetrics, resources: readonly string[]): Series[] {
  const workloads = [...metrics.services.values(), ...metrics.jobs.values()]
  return resources.flatMap((resource, r) => {
    const given = metrics.allocatable[r].bucketArea
    const share = (name: string, levels: Levels): Series => {
      const areas = sums(levels, given.length)
      const values = Array.from(given, (whole, b) => (whole === 0 ? null : tidy(areas[b] / whole)))
      return { name, of: resource, unit: 'share', statistic: 'mean', values }
    }
    if (given.every((whole) => whole === 0)) return []
    return [
      share(
        'utilisation.requested',
        workloads.map((w) => w.allocated[r]),
      ),
      share(
        'utilisation.used',
        workloads.map((w) => w.used[r]),
      ),
    ]
  })
}

function bucketSeconds({ bucketUs, buckets }: RunMetrics, durationUs: number): number[] {
  return Array.from({ length: buckets }, (_, b) => Math.min(bucketUs, durationUs - b * bucketUs) / 1e6)
}

function means(levels: Levels, seconds: readonly number[]): number[] {
  const areas = sums(levels, seconds.length)
  return seconds.map((width, b) => tidy(areas[b] / width))
}

function sums(levels: Levels, buckets: number): Float64Array {
  const total = new Float64Array(buckets)
  for (const { bucketArea } of levels) for (let b = 0; b < buckets; b++) total[b] += bucketArea[b]
  return total
}

/** Six significant digits: more than any chart shows, and a third of the bytes. Summaries keep every digit. */
function tidy(value: number): number {
  return Number(value.toPrecision(6))
}
