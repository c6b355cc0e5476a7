import { Durations } from '../metrics/durations.ts'
import {
  type FunctionMetrics,
  type JobMetrics,
  type PoolMetrics,
  type RunMetrics,
  type ServiceMetrics,
  START_STAGES,
} from '../metrics/run-metrics.ts'
import type { TimeWeighted } from '../metrics/time-weighted.ts'
import { combinedUtilisation } from '../metrics/utilisation.ts'
import { EPHEMERAL_STORAGE } from '../model/amounts.ts'
import type { UtilisationRule } from '../model/scenario.ts'
import { clusterCost, serviceCost, workloadCost } from './cost-shares.ts'
import { gpuSummary } from './gpu-figures.ts'
import { lagSummary } from './lag.ts'
import { lateAmong, latencySummary, type MeasuredService } from './latencies.ts'
import { sloSummary } from './slo.ts'
import type { Summary } from './types.ts'

/** What turns areas into means: the length of the run. */
export interface Span {
  readonly seconds: number
  readonly rule: UtilisationRule
}

const area = (levels: readonly TimeWeighted[]): number => levels.reduce((sum, level) => sum + level.area, 0)
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Request figures of services, summed. Answered = arrived − lost − still waiting at the end. */
function requestSummary(measured: readonly MeasuredService[]): Summary {
  const services = measured.map(({ metrics }) => metrics)
  const total = area(services.map(({ load }) => load))
  const served = area(services.map((s) => s.served))
  const lost = area(services.map((s) => s.lost))
  const late = measured.reduce((sum, { metrics, latency }) => sum + lateAmong(latency.record.whole(), metrics), 0)
  const waited = services.reduce((sum, { waitArea }) => sum + waitArea, 0)
  return {
    'requests.total': total,
    'requests.served': served,
    'requests.lost': lost,
    'requests.lostShare': ratio(lost, total),
    'requests.late': late,
    'requests.lateShare': ratio(late, total),
    'requests.withinSloShare': total === 0 ? null : Math.max(0, (total - lost - late) / total),
    'requests.waitSecondsMean': ratio(waited, served),
    ...latencySummary(measured.length === 1 ? measured : measured.filter(({ metrics }) => metrics.isEntry)),
  }
}

/** Combined utilisation looks at cpu, memory and disk, the resources of the formula (D4 §4.1). */
function combined(workloads: readonly (ServiceMetrics | JobMetrics)[], rule: UtilisationRule): number | null {
  const used: number[] = []
  const allocated: number[] = []
  for (let r = 0; r <= EPHEMERAL_STORAGE; r++) {
    used.push(area(workloads.map((w) => w.used[r])))
    allocated.push(area(workloads.map((w) => w.allocated[r])))
  }
  return combinedUtilisation(used, allocated, rule)
}

export function serviceSummary(measured: MeasuredService, metrics: RunMetrics, { seconds, rule }: Span): Summary {
  const service = measured.metrics
  const own = [...measuredFunctions(metrics).values()].filter((each) => each.service === service)
  return {
    ...serviceCost(measured),
    ...requestSummary([measured]),
    ...sloSummary([measured], metrics, seconds),
    ...(own.length === 0 ? {} : instanceFigures(own, seconds)),
    'pods.oomKills': service.oomKills,
    'throttling.share': ratio(service.throttled.area, service.ready.area),
    'load.mean': service.load.area / seconds,
    'load.max': service.load.max,
    'capacity.mean': service.capacity.area / seconds,
    'replicas.mean': service.ready.area / seconds,
    'replicas.max': service.ready.max,
    'utilisation.service.mean': ratio(service.served.area, service.capacity.area),
    'utilisation.combined.mean': combined([service], rule),
    ...scalingSummary([service], seconds),
    ...lagSummary([service]),
  }
}

function scalingSummary(services: readonly ServiceMetrics[], seconds: number): Summary {
  const changes = services.reduce((sum, service) => sum + service.changes, 0)
  return {
    'scaling.podChanges': changes,
    'scaling.podChangesPerHour': (changes * 3600) / seconds,
    'scaling.podReversals': services.reduce((sum, { reversals }) => sum + reversals, 0),
  }
}

interface MeasuredFunction {
  readonly service: ServiceMetrics
  readonly instances: FunctionMetrics
}

function measuredFunctions({ services, functions }: RunMetrics): Map<number, MeasuredFunction> {
  const measured = new Map<number, MeasuredFunction>()
  for (const [index, instances] of functions) {
    const service = services.get(index)
    if (service !== undefined) measured.set(index, { service, instances })
  }
  return measured
}

function instanceFigures(functions: readonly MeasuredFunction[], seconds: number): Summary {
  const count = (of: (instances: FunctionMetrics) => number) => functions.reduce((sum, f) => sum + of(f.instances), 0)
  const coldStarts = count((f) => f.coldStarts)
  const readySeconds = area(functions.map(({ service }) => service.ready))
  return {
    'functions.coldStarts': coldStarts,
    'functions.coldStartShare': ratio(coldStarts, area(functions.map(({ service }) => service.load))),
    'functions.instances.mean': count(({ all }) => all.area) / seconds,
    'functions.idleShare': readySeconds === 0 ? null : Math.max(0, 1 - count((f) => f.workingSeconds) / readySeconds),
  }
}

function jobFigures(jobs: readonly JobMetrics[]): Summary {
  const count = (of: (job: JobMetrics) => number) => jobs.reduce((sum, job) => sum + of(job), 0)
  const wait = Durations.all(jobs.map((job) => job.wait))
  const turnaround = Durations.all(jobs.map((job) => job.turnaround))
  const inTime = count((job) => job.inTime)
  const late = count((job) => job.late)
  return {
    'jobs.submitted': count(({ submitted }) => submitted),
    'jobs.finished': turnaround.count,
    'jobs.failed': count(({ failed }) => failed),
    'jobs.late': late,
    'jobs.withinDeadlineShare': ratio(inTime, inTime + late),
    'jobs.retries': count(({ retries }) => retries),
    'jobs.skipped': count(({ skipped }) => skipped),
    'jobs.replaced': count(({ replaced }) => replaced),
    'jobs.waitSecondsMean': wait.meanSeconds(),
    'jobs.waitSecondsP50': wait.quantileSeconds(0.5),
    'jobs.waitSecondsP95': wait.quantileSeconds(0.95),
    'jobs.turnaroundSecondsMean': turnaround.meanSeconds(),
    'jobs.turnaroundSecondsP50': turnaround.quantileSeconds(0.5),
    'jobs.turnaroundSecondsP95': turnaround.quantileSeconds(0.95),
    ...gangFigures(jobs),
  }
}

/** Nothing where every pod goes for itself. */
function gangFigures(jobs: readonly JobMetrics[]): Summary {
  const gangs = jobs.flatMap((job) => job.gangs ?? [])
  if (gangs.length === 0) return {}
  const wait = Durations.all(gangs.map((gang) => gang.wait))
  return {
    'gangs.placed': gangs.reduce((sum, { placed }) => sum + placed, 0),
    'gangs.timedOut': gangs.reduce((sum, { timedOut }) => sum + timedOut, 0),
    'gangs.waitSecondsMean': wait.meanSeconds(),
    'gangs.waitSecondsP95': wait.quantileSeconds(0.95),
  }
}

export const jobSummary = (job: JobMetrics): Summary => ({ ...workloadCost(job), ...jobFigures([job]) })

const costOf = (pools: readonly PoolMetrics[]): number => area(pools.map(({ costPerHour }) => costPerHour)) / 3600

function poolFigures(pools: readonly PoolMetrics[], { seconds }: Span, max: number): Summary {
  const nodeSeconds = area(pools.flatMap(({ ready, booting }) => [ready, booting]))
  return {
    'nodes.count.mean': nodeSeconds / seconds,
    'nodes.count.max': max,
    'nodes.hours': nodeSeconds / 3600,
    'nodes.bootSecondsMean': Durations.all(pools.map(({ boot }) => boot)).meanSeconds(),
    'cost.total': costOf(pools),
    'cost.spot': area(pools.map(({ spotCostPerHour }) => spotCostPerHour)) / 3600,
  }
}

export const poolSummary = (pool: PoolMetrics, span: Span): Summary => poolFigures([pool], span, pool.nodes.max)

/** The figures of the whole cluster. `resources` names the columns. */
export function clusterSummary(
  metrics: RunMetrics,
  measured: readonly MeasuredService[],
  span: Span,
  resources: readonly string[],
): Summary {
  const services = [...metrics.services.values()]
  const jobs = [...metrics.jobs.values()]
  const { pending, onNodes, created } = metrics.pods
  const { pendingWait } = metrics
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  return {
    ...poolFigures(metrics.pools, span, metrics.nodes.max),
    ...clusterCost(costOf(metrics.pools), measured, jobs),
    ...requestSummary(measured),
    ...sloSummary(measured, metrics, span.seconds),
    'pods.oomKills': services.reduce((kills, { oomKills }) => kills + oomKills, 0),
    'throttling.share': ratio(area(services.map((s) => s.throttled)), area(services.map((s) => s.ready))),
    ...(metrics.functions.size === 0 ? {} : instanceFigures([...measuredFunctions(metrics).values()], span.seconds)),
    ...jobFigures(jobs),
    'pods.created': created,
    'pods.unplaced': pending.level,
    'pods.pending.secondsTotal': pending.area,
    'pods.pending.mean': pending.area / span.seconds,
    'pods.pending.max': pending.max,
    'pods.pending.waitSecondsMean': pendingWait.meanSeconds(),
    'pods.pending.waitSecondsP50': pendingWait.quantileSeconds(0.5),
    'pods.pending.waitSecondsP95': pendingWait.quantileSeconds(0.95),
    'pods.pending.waitSecondsMax': pendingWait.quantileSeconds(1),
    'pods.startSecondsMean': metrics.start.meanSeconds(),
    ...Object.fromEntries(
      START_STAGES.map((stage) => [`pods.start.${stage}SecondsMean`, metrics.stages[stage].durations.meanSeconds()]),
    ),
    'images.pulledBytes': metrics.images.pulledBytes,
    'images.dropped': metrics.images.dropped,
    'pods.running.mean': onNodes.area / span.seconds,
    'utilisation.combined.mean': combined([...services, ...jobs], span.rule),
    ...scalingSummary(services, span.seconds),
    ...lagSummary(services),
    'scaling.nodesAdded': sum(metrics.pools.map(({ added }) => added)),
    'scaling.nodesRemoved': sum(metrics.pools.map(({ removed }) => removed)),
    ...utilisation(metrics, resources),
    ...gpuSummary(metrics.gpus),
  }
}

function utilisation(metrics: RunMetrics, resources: readonly string[]): Summary {
  const workloads = [...metrics.services.values(), ...metrics.jobs.values()]
  const summary: Record<string, number | null> = {}
  resources.forEach((resource, r) => {
    const given = metrics.allocatable[r].area
    summary[`utilisation.${resource}.requested.mean`] = ratio(area(workloads.map((w) => w.allocated[r])), given)
    summary[`utilisation.${resource}.used.mean`] = ratio(area(workloads.map((w) => w.used[r])), given)
  })
  return summary
}
