import { mean } from '../base/distribution.ts'
import type { Call } from '../model/call-order.ts'
import type { MetricsPipeline } from '../model/metrics-pipeline.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { FunctionWorkload, ServiceObjectives, ServiceWorkload, Workload } from '../model/workload.ts'
import { Durations } from './durations.ts'
import type { GpuLevels } from './gpu-levels.ts'
import { NodeBoots } from './lag/node-boots.ts'
import { ServiceLag } from './lag/service-lag.ts'
import { CountedLatency } from './latency/counted-latency.ts'
import type { LatencyRecord } from './latency/latency-record.ts'
import { latencyScale } from './latency/latency-scale.ts'
import { WaitLog } from './latency/wait-log.ts'
import { Packing } from './packing.ts'
import { PendingByReason } from './pending-by-reason.ts'
import { PodSample } from './pod-sample.ts'
import { createQueueMetrics, type QueueMetrics } from './queue-metrics.ts'
import { timeAxis } from './time-axis.ts'
import { TimeWeighted } from './time-weighted.ts'

/** What a workload's pods take up of the price of their nodes, without a series: only the areas are told. */
export interface CostShares {
  /** By resource. */
  readonly requested: readonly TimeWeighted[]
  /** Of GPUs that pods share. */
  readonly gpus: TimeWeighted
}

export interface ServiceMetrics {
  readonly load: TimeWeighted
  readonly capacity: TimeWeighted
  readonly served: TimeWeighted
  readonly lost: TimeWeighted
  readonly desired: TimeWeighted
  readonly ready: TimeWeighted
  /** By resource: what the service's pods on nodes were allocated and what they use. */
  readonly allocated: readonly TimeWeighted[]
  readonly used: readonly TimeWeighted[]
  readonly costPerHour: CostShares
  /** Ready replicas whose limit on cpu holds requests up. */
  readonly throttled: TimeWeighted
  readonly latency: LatencyRecord
  /** Where the request line writes: a fluid its waits, one that counts its latencies. */
  readonly log: LatencyLog
  /** Mean time that a request is worked on, hops through sidecars included. */
  readonly serviceSeconds: number
  readonly objectives: ServiceObjectives
  readonly lag: ServiceLag
  /** Services that are called, by workload index. */
  readonly calls: readonly { readonly index: number; readonly perRequest: number; readonly mode: Call['mode'] }[]
  /** Users send it requests, not only other services. */
  readonly isEntry: boolean
  /** Totals of the request line, filled in at the end. */
  waitArea: number
  /** Replicas that were killed for using more memory than their limit. */
  oomKills: number
  changes: number
  /** Changes against the direction of the one before. */
  reversals: number
}

/** Beside its ServiceMetrics: the instances of a function that is scaled per request. */
export interface FunctionMetrics {
  /** Pods that exist, those that start included. */
  readonly all: TimeWeighted
  /** Ready instances that work on a request, as the last second had them, and those that do not. */
  readonly busy: TimeWeighted
  readonly idle: TimeWeighted
  /** Totals, filled in at the end. */
  coldStarts: number
  /** Instances that work on a request × time. */
  workingSeconds: number
}

export interface JobMetrics {
  readonly running: TimeWeighted
  readonly allocated: readonly TimeWeighted[]
  readonly used: readonly TimeWeighted[]
  readonly costPerHour: CostShares
  readonly wait: Durations
  readonly turnaround: Durations
  submitted: number
  failed: number
  retries: number
  /** Times of a schedule that did not become a job, and jobs that gave way to the next one. */
  skipped: number
  replaced: number
  /** Of jobs with a deadline: finished by then, and not. */
  inTime: number
  late: number
  /** Null where pods go each for itself. */
  readonly gangs: GangMetrics | null
}

export interface GangMetrics {
  /** From submission until enough of a gang have nodes. */
  readonly wait: Durations
  placed: number
  timedOut: number
}

export interface PoolMetrics {
  /** Ready or booting: what is paid for. */
  readonly nodes: TimeWeighted
  readonly ready: TimeWeighted
  readonly booting: TimeWeighted
  readonly costPerHour: TimeWeighted
  /** Of that: for nodes bought as spot. */
  readonly spotCostPerHour: TimeWeighted
  /** Of ordered nodes: how long they take to boot. */
  readonly boot: Durations
  added: number
  removed: number
}

type LatencyLog =
  | { readonly kind: 'fluid'; readonly record: WaitLog }
  | { readonly kind: 'requests'; readonly record: CountedLatency }

/** From a pod's node to a ready pod: images pulled, container started, model loaded, ready for requests. */
export const START_STAGES = ['pulling', 'starting', 'loading', 'warming'] as const

export type StartStage = (typeof START_STAGES)[number]

/** Pods that are in a stage of their start, and how long it took. */
export interface StageMetrics {
  readonly level: TimeWeighted
  readonly durations: Durations
}

/** Everything that is measured in a run. The engine writes it and never reads it. */
export interface RunMetrics {
  readonly bucketUs: number
  readonly buckets: number
  readonly pods: { created: number; readonly pending: TimeWeighted; readonly onNodes: TimeWeighted }
  readonly pendingByReason: PendingByReason
  readonly pendingWait: Durations
  readonly start: Durations
  /** By stage of a pod's start. */
  readonly stages: Readonly<Record<StartStage, StageMetrics>>
  readonly images: { pulledBytes: number; dropped: number }
  /** By resource: what ready nodes could give. */
  readonly allocatable: readonly TimeWeighted[]
  /** Null where no pool has GPUs that pods share. */
  gpus: GpuLevels | null
  readonly pools: readonly PoolMetrics[]
  /** All pools together. */
  readonly nodes: TimeWeighted
  readonly packing: Packing
  readonly podSample: PodSample
  readonly nodeBoots: NodeBoots
  /** What answers requests: functions are in it too. */
  readonly services: ReadonlyMap<number, ServiceMetrics>
  readonly functions: ReadonlyMap<number, FunctionMetrics>
  readonly jobs: ReadonlyMap<number, JobMetrics>
  /** In the order in which they are listed. */
  readonly queues: readonly QueueMetrics[]
}

export interface MetricsShape {
  readonly durationUs: number
  /** Null: one that suits a chart. */
  readonly bucketUs: number | null
  readonly resources: number
  /** Columns of those whose packing is watched. */
  readonly packed: readonly number[]
  /** Pods share GPUs. */
  readonly gpus: boolean
  readonly pools: number
  readonly queues: number
  readonly workloads: readonly Workload[]
  /** By workload index, of a service: how its autoscaler comes to see it. */
  pipelineOf(workload: number): MetricsPipeline
}

export function createRunMetrics(shape: MetricsShape): RunMetrics {
  const { bucketUs, buckets } = timeAxis(shape.durationUs, shape.bucketUs)
  const level = () => new TimeWeighted(bucketUs, buckets)
  const stage = (): StageMetrics => ({ level: level(), durations: new Durations() })
  const perResource = () => Array.from({ length: shape.resources }, level)
  const services = new Map<number, ServiceMetrics>()
  const functions = new Map<number, FunctionMetrics>()
  const jobs = new Map<number, JobMetrics>()
  shape.workloads.forEach((workload, index) => {
    const use = { allocated: perResource(), used: perResource(), costPerHour: costShares(shape.resources) }
    if (workload.kind === 'job') {
      jobs.set(index, createJobMetrics(level(), use, workload.gang !== null))
      return
    }
    services.set(index, {
      ...createServiceMetrics(workload, shape.workloads, bucketUs, level, shape.pipelineOf(index)),
      ...use,
    })
    if (workload.kind !== 'function') return
    functions.set(index, { all: level(), busy: level(), idle: level(), coldStarts: 0, workingSeconds: 0 })
  })
  return {
    bucketUs,
    buckets,
    pods: { created: 0, pending: level(), onNodes: level() },
    pendingByReason: new PendingByReason(bucketUs, buckets),
    pendingWait: new Durations(),
    start: new Durations(),
    stages: { pulling: stage(), starting: stage(), loading: stage(), warming: stage() },
    images: { pulledBytes: 0, dropped: 0 },
    allocatable: perResource(),
    gpus: null,
    pools: Array.from({ length: shape.pools }, () => ({
      nodes: level(),
      ready: level(),
      booting: level(),
      costPerHour: level(),
      spotCostPerHour: level(),
      boot: new Durations(),
      added: 0,
      removed: 0,
    })),
    nodes: level(),
    packing: new Packing(shape.durationUs, bucketUs, shape.pools, shape.packed, shape.gpus),
    podSample: new PodSample(),
    nodeBoots: new NodeBoots(),
    services,
    functions,
    jobs,
    queues: Array.from({ length: shape.queues }, () => createQueueMetrics(level)),
  }
}

function createServiceMetrics(
  workload: ServiceWorkload | FunctionWorkload,
  workloads: readonly Workload[],
  bucketUs: number,
  level: () => TimeWeighted,
  pipeline: MetricsPipeline,
): Omit<ServiceMetrics, 'allocated' | 'used' | 'costPerHour'> {
  const log = latencyLog(workload, bucketUs)
  const isCalled = workloads.some((each) => callsOf(each).some(({ service }) => service === workload.name))
  return {
    load: level(),
    capacity: level(),
    served: level(),
    lost: level(),
    desired: level(),
    ready: level(),
    throttled: level(),
    latency: log.record,
    log,
    serviceSeconds: ((workload.serviceTimeUs === null ? 0 : mean(workload.serviceTimeUs)) + hopsOf(workload)) / 1e6,
    calls: callsOf(workload).map((call) => ({
      ...call,
      index: workloads.findIndex(({ name }) => name === call.service),
    })),
    isEntry: !isCalled || !isSilent(workload.load),
    objectives: workload.slo,
    lag: new ServiceLag(pipeline),
    waitArea: 0,
    oomKills: 0,
    changes: 0,
    reversals: 0,
  }
}

function costShares(resources: number): CostShares {
  const area = () => new TimeWeighted(Number.POSITIVE_INFINITY, 0)
  return { requested: Array.from({ length: resources }, area), gpus: area() }
}

/** A service that only others call has a load of 0 of its own. */
function isSilent({ name, options }: PluginRef): boolean {
  return name === 'constant' && options === 0
}

function callsOf(workload: Workload): readonly Call[] {
  return workload.kind === 'service' ? workload.calls : []
}

function hopsOf(workload: ServiceWorkload | FunctionWorkload): number {
  return workload.kind === 'service' ? workload.hopsUs : 0
}

function latencyLog(workload: ServiceWorkload | FunctionWorkload, bucketUs: number): LatencyLog {
  const { serviceTimeUs, timeoutUs, slo } = workload
  const hopsUs = hopsOf(workload)
  const targetsUs = [
    ...slo.percentiles.map(({ latencyUs }) => latencyUs),
    ...(slo.latencyUs === null ? [] : [slo.latencyUs]),
  ]
  const scale = latencyScale({ serviceTimeUs, hopsUs, timeoutUs, targetsUs })
  return workload.kind === 'service' && workload.fidelity === 'fluid'
    ? { kind: 'fluid', record: new WaitLog(scale, bucketUs) }
    : { kind: 'requests', record: new CountedLatency(scale, bucketUs) }
}

function createJobMetrics(
  running: TimeWeighted,
  use: Pick<JobMetrics, 'allocated' | 'used' | 'costPerHour'>,
  isGang: boolean,
): JobMetrics {
  return {
    running,
    ...use,
    wait: new Durations(),
    turnaround: new Durations(),
    submitted: 0,
    failed: 0,
    retries: 0,
    skipped: 0,
    replaced: 0,
    inTime: 0,
    late: 0,
    gangs: isGang ? { wait: new Durations(), placed: 0, timedOut: 0 } : null,
  }
}

/** Brings every level up to the end of the run. */
export function closeMetrics(metrics: RunMetrics, endUs: number): void {
  const close = (levels: readonly TimeWeighted[]) => {
    for (const level of levels) level.advance(endUs)
  }
  close([metrics.nodes, metrics.pods.pending, metrics.pods.onNodes, ...metrics.allocatable])
  close([...metrics.pendingByReason.levels.values(), ...Object.values(metrics.stages).map(({ level }) => level)])
  for (const pool of metrics.pools)
    close([pool.nodes, pool.ready, pool.booting, pool.costPerHour, pool.spotCostPerHour])
  if (metrics.gpus !== null) close([...metrics.gpus.levels, metrics.gpus.asked])
  for (const s of metrics.services.values()) {
    s.lag.close(endUs)
    close([s.load, s.capacity, s.served, s.lost, s.desired, s.ready, s.throttled, ...s.allocated, ...s.used])
    close([...s.costPerHour.requested, s.costPerHour.gpus])
  }
  for (const j of metrics.jobs.values()) {
    close([j.running, ...j.allocated, ...j.used, ...j.costPerHour.requested, j.costPerHour.gpus])
  }
  for (const queue of metrics.queues) close([queue.waiting, queue.dominantShare])
  for (const f of metrics.functions.values()) close([f.all, f.busy, f.idle])
}
