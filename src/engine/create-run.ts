import { assert } from '../base/assert.ts'
import type { Random } from '../base/random.ts'
import { Cluster } from '../cluster/cluster.ts'
import type { Curve } from '../load/types.ts'
import { GpuLevels } from '../metrics/gpu-levels.ts'
import { createRunMetrics, type RunMetrics, type ServiceMetrics } from '../metrics/run-metrics.ts'
import { CPU, EPHEMERAL_STORAGE, MEMORY } from '../model/amounts.ts'
import type { ClusterSpec, NodePool } from '../model/cluster-spec.ts'
import { type MetricsPipeline, PRESENT_INSTANT } from '../model/metrics-pipeline.ts'
import type { Variant } from '../model/scenario.ts'
import { ownTarget } from '../model/target-workload.ts'
import type { FunctionWorkload, PodTemplate, ServiceWorkload, Workload } from '../model/workload.ts'
import type { NodeAutoscaler } from '../policies/node-autoscaler/types.ts'
import type { DevicePlugin, Profile } from '../policies/placement/types.ts'
import type { PodAutoscaler } from '../policies/pod-autoscaler/types.ts'
import { Admission } from './admission/admission.ts'
import { nodeLabels } from './apply/nodes.ts'
import { BatchPods } from './batch-pods.ts'
import { connectCalls } from './connect-calls.ts'
import { DeviceChooser } from './device-chooser.ts'
import { EventQueue } from './event-queue.ts'
import type { ImageState } from './images/image-state.ts'
import { SharedBandwidth } from './images/shared-bandwidth.ts'
import { CountedLine } from './lines/counted-line.ts'
import { FluidLine } from './lines/fluid-line.ts'
import { FunctionLine } from './lines/function-line.ts'
import type { RequestLine } from './lines/request-line.ts'
import { Nominations } from './nominations.ts'
import { OpenBatches } from './open-batches.ts'
import { Placement } from './placement/placement.ts'
import type { PlacementParts } from './placement/prepared-pod.ts'
import { PodSamples } from './pod-samples.ts'
import { DEFAULT_PREEMPTION_RULES } from './preemption/rules.ts'
import type { FunctionState, JobState, PoolState, Run, ServiceState, UseState, WorkloadState } from './run.ts'
import { DEFAULT_QUEUE_RULES, type QueueRules } from './scheduling-queue/backoff.ts'
import { SchedulingQueue } from './scheduling-queue/scheduling-queue.ts'
import { ServiceHistory } from './service-history.ts'
import { StartTimes } from './start-times.ts'

/** Everything that a run is made from, every name already looked up. */
export interface RunParts {
  readonly durationUs: number
  readonly resolutionUs: number
  /** Width of a bucket of the time series, where one is asked for. */
  readonly seriesEveryUs?: number | null
  readonly variant: Variant
  /** Column order of the resources, the base resources first. */
  readonly resources: readonly string[]
  readonly placement: PlacementParts
  /** Which devices of its node a pod gets. */
  readonly devices: DevicePlugin
  /** Arguments of preemption where the profile has its own; null: off. */
  readonly preemption: Profile['preemption']
  /** Where waiting pods are not to back off as kube-scheduler's do by default. */
  readonly queueRules?: Partial<QueueRules>
  readonly nodeAutoscaler: NodeAutoscaler
  /** By workload index. */
  readonly podAutoscalers: ReadonlyMap<number, PodAutoscaler>
  /** By workload index: a service's load, or a job's arrivals where they follow a curve. */
  readonly curves: ReadonlyMap<number, Curve>
  /** By name: those that pod autoscalers take as metrics from outside. */
  readonly outside: ReadonlyMap<string, Curve>
  stream(path: string): Random
}

export function createRun(parts: RunParts): Run {
  const { variant, resources } = parts
  const { pools } = variant.cluster
  const cluster = new Cluster(
    resources,
    pools.map(({ name }) => name),
  )
  tellCluster(cluster, variant)
  const metrics = metricsOf(parts, cluster)
  const admission = new Admission(variant.queues, metrics.queues)
  const workloads = variant.workloads.map((spec, index) =>
    createWorkload(parts, { cluster, metrics, admission }, spec, index),
  )
  return {
    durationUs: parts.durationUs,
    resolutionUs: parts.resolutionUs,
    cluster,
    queue: new EventQueue(),
    pending: new SchedulingQueue(cluster, { ...DEFAULT_QUEUE_RULES, ...parts.queueRules }),
    batchPods: new BatchPods(),
    admission,
    nominations: new Nominations(cluster),
    preemption: {
      rules: parts.preemption === null ? null : { ...DEFAULT_PREEMPTION_RULES, ...parts.preemption },
      offsets: parts.stream('preemption/offsets'),
      evicted: new Set(),
      lowerPriority: new Map(),
      failedAt: new Map(),
    },
    budgets: variant.cluster.disruptionBudgets,
    placement: new Placement(cluster, parts.placement, parts.stream('placement/ties')),
    devices: new DeviceChooser(cluster, parts.devices, parts.stream('placement/devices')),
    trial: new Placement(cluster, parts.placement, parts.stream('placement/what-if')),
    pools: pools.map(
      (spec, index): PoolState => ({
        index,
        spec,
        boot: parts.stream(`pool/${spec.name}/boot`),
        metrics: metrics.pools[index],
        ready: 0,
        booting: 0,
        leaving: 0,
        failures: 0,
        drainFailures: 0,
        provision: parts.stream(`pool/${spec.name}/provision`),
        nodesByOffering: spec.offerings.map(() => 0),
        made: 0,
      }),
    ),
    workloads,
    functions: workloads.filter((workload) => workload.kind === 'function'),
    callOrder: connectCalls(workloads),
    nodeAutoscaler: parts.nodeAutoscaler,
    outside: parts.outside,
    metrics,
    decisions: [],
    draining: new Map(),
    nextDrain: 0,
    images: imageState(variant.cluster.registry),
    nowUs: 0,
    eventCount: 0,
    scheduleQueued: false,
    schedulerTurnUs: Number.POSITIVE_INFINITY,
    warmStart: true,
    watch: null,
  }
}

function imageState({ bytesPerSecond, perNodeBytesPerSecond }: ClusterSpec['registry']): ImageState {
  const registry = new SharedBandwidth(bytesPerSecond, perNodeBytesPerSecond)
  return { registry, nodes: new Map(), turn: 0, plannedUs: Number.POSITIVE_INFINITY }
}

function metricsOf(parts: RunParts, cluster: Cluster): RunMetrics {
  const { variant, resources } = parts
  const { pools } = variant.cluster
  const metrics = createRunMetrics({
    durationUs: parts.durationUs,
    bucketUs: parts.seriesEveryUs ?? null,
    resources: resources.length,
    // And of extended resources the first: the one that a cluster has them for.
    packed: [CPU, MEMORY, EPHEMERAL_STORAGE + 1].filter((r) => r < resources.length),
    gpus: pools.some(hasGpus),
    pools: pools.length,
    queues: variant.queues.length,
    workloads: variant.workloads,
    pipelineOf: (index) => pipelineOf(parts, index),
  })
  if (pools.some(hasGpus)) metrics.gpus = new GpuLevels(cluster, metrics.bucketUs, metrics.buckets)
  return metrics
}

/** What the cluster is told of the scenario before anything happens. */
function tellCluster(cluster: Cluster, variant: Variant): void {
  cluster.namespaces = new Map(
    Object.entries(variant.cluster.namespaces).map(([name, labels]) => [name, new Map(Object.entries(labels))]),
  )
  cluster.targetWorkload = variant.cluster.targetWorkload ?? ownTarget(variant.workloads)
  makeGroupsKnown(cluster, variant.cluster.pools)
}

function hasGpus({ shape, listed }: NodePool): boolean {
  return shape.gpus !== undefined || listed.some((node) => node.shape.gpus !== undefined)
}

/** Every group that a pool can bring, so that a node tried out in a fork leaves no trace in what policies see. */
function makeGroupsKnown(cluster: Cluster, pools: readonly NodePool[]): void {
  pools.forEach(({ name, offerings, zones }, pool) => {
    for (const { shape } of offerings) {
      for (const zone of zones.length === 0 ? [null] : zones) {
        cluster.groupOf({ name, pool, shape, labels: nodeLabels(name, zone) })
      }
    }
  })
}

function createWorkload(
  parts: RunParts,
  { cluster, metrics, admission }: Pick<Run, 'cluster' | 'metrics' | 'admission'>,
  spec: Workload,
  index: number,
): WorkloadState {
  const shared = {
    index,
    podClass: cluster.podClass(spec.pod),
    startTimes: new StartTimes(spec.pod.startup, (path) => parts.stream(`workload/${spec.name}/startup/${path}`)),
    use: useOf(spec.pod, parts.resources),
    onNodes: 0,
    requested: new Float64Array(parts.resources.length),
  }
  if (spec.kind === 'job') {
    const job: JobState = {
      ...shared,
      kind: 'job',
      spec,
      curve: parts.curves.get(index) ?? null,
      arrivals: parts.stream(`workload/${spec.name}/arrivals`),
      durations: parts.stream(`workload/${spec.name}/durations`),
      failures: parts.stream(`workload/${spec.name}/failures`),
      metrics: given(metrics.jobs.get(index)),
      admission: admission.queues[parts.variant.queues.findIndex(({ name }) => name === spec.queue)] ?? null,
      batches: new OpenBatches(),
      missedUs: -1,
      running: 0,
    }
    return job
  }
  if (spec.kind === 'function') return createFunction(parts, metrics, spec, shared)
  const autoscaler = given(parts.podAutoscalers.get(index))
  const pipeline = pipelineOf(parts, index)
  const horizonUs = pipeline.scrapeUs + pipeline.windowUs + pipeline.delayUs
  const serviceMetrics = given(metrics.services.get(index))
  const service: ServiceState = {
    ...shared,
    kind: 'service',
    spec,
    curve: given(parts.curves.get(index)),
    autoscaler,
    pipeline,
    history: autoscaler.measures === false ? null : new ServiceHistory(horizonUs),
    podSamples: new PodSamples(),
    line: requestLine(spec, serviceMetrics, parts),
    metrics: serviceMetrics,
    ownLoad: 0,
    rank: 0,
    calls: [],
    callers: [],
    restarts: new Map(),
    desired: spec.replicas,
    pods: [],
    warming: 0,
    ready: 0,
    lastDirection: 0,
    lastStartUs: null,
    turn: 0,
    clippedAtUs: -1,
  }
  return service
}

function pipelineOf({ variant, podAutoscalers }: RunParts, index: number): MetricsPipeline {
  return podAutoscalers.get(index)?.measures === false ? PRESENT_INSTANT : variant.policies.metrics
}

function createFunction(
  parts: RunParts,
  metrics: Run['metrics'],
  spec: FunctionWorkload,
  shared: Pick<FunctionState, 'index' | 'podClass' | 'startTimes' | 'use' | 'onNodes' | 'requested'>,
): FunctionState {
  const serviceMetrics = given(metrics.services.get(shared.index))
  const { log } = serviceMetrics
  assert(log.kind === 'requests', 'the requests of a function are counted')
  return {
    ...shared,
    kind: 'function',
    spec,
    curve: given(parts.curves.get(shared.index)),
    line: new FunctionLine(spec, log.record, parts.durationUs, (purpose) =>
      parts.stream(`workload/${spec.name}/requests/${purpose}`),
    ),
    metrics: serviceMetrics,
    instances: given(metrics.functions.get(shared.index)),
    pods: new Map(),
    warming: 0,
    ready: 0,
    turnPlanned: false,
    turn: 0,
    clippedAtUs: -1,
  }
}

function requestLine(
  spec: ServiceWorkload,
  { log }: ServiceMetrics,
  { stream }: Pick<RunParts, 'stream'>,
): RequestLine {
  if (log.kind === 'fluid') return new FluidLine(spec, log.record)
  return new CountedLine(spec, log.record, (purpose) => stream(`workload/${spec.name}/requests/${purpose}`))
}

function useOf(pod: PodTemplate, resources: readonly string[]): UseState {
  return resources
    .map((name, resource) => ({
      resource,
      request: pod.requests[name] ?? 0,
      idle: pod.usage.idle[name] ?? 0,
      busy: pod.usage.busy[name] ?? 0,
    }))
    .filter(({ request, idle, busy }) => request > 0 || idle > 0 || busy > 0)
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('bug: a run was made without one of its parts')
  return value
}
