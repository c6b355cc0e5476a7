import type { Random } from '../base/random.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import type { Curve } from '../load/types.ts'
import type { FunctionMetrics, JobMetrics, PoolMetrics, RunMetrics, ServiceMetrics } from '../metrics/run-metrics.ts'
import type { NodePool } from '../model/cluster-spec.ts'
import type { MetricsPipeline } from '../model/metrics-pipeline.ts'
import type { PodDisruptionBudget } from '../model/pod-disruption-budget.ts'
import type { FunctionWorkload, JobWorkload, ServiceWorkload } from '../model/workload.ts'
import type { NodeAutoscaler } from '../policies/node-autoscaler/types.ts'
import type { PodAutoscaler, PodGroup, ServicePodSample } from '../policies/pod-autoscaler/types.ts'
import type { Admission, QueueState } from './admission/admission.ts'
import type { BatchPods } from './batch-pods.ts'
import type { DeviceChooser } from './device-chooser.ts'
import type { EventQueue } from './event-queue.ts'
import type { ImageState } from './images/image-state.ts'
import type { FunctionLine } from './lines/function-line.ts'
import type { RequestLine } from './lines/request-line.ts'
import type { Nominations } from './nominations.ts'
import type { OpenBatches } from './open-batches.ts'
import type { Placement } from './placement/placement.ts'
import type { PreemptionState } from './preemption/state.ts'
import type { RunWatch } from './run-watch.ts'
import type { SchedulingQueue } from './scheduling-queue/scheduling-queue.ts'
import type { ServiceHistory } from './service-history.ts'
import type { StartTimes } from './start-times.ts'

/** What one pod of a workload is allocated and uses, for the resources that it touches at all. */
export type UseState = readonly {
  readonly resource: number
  readonly request: number
  readonly idle: number
  readonly busy: number
}[]

/** Reads a service's pods as a metrics server shows them; what it returns is good until it is asked again. */
export interface PodReader {
  groups(run: Run, service: ServiceState): readonly PodGroup<ServicePodSample>[]
}

export interface ServiceState {
  readonly kind: 'service'
  readonly index: number
  readonly spec: ServiceWorkload
  /** Of new pods. */
  podClass: PodClass
  readonly curve: Curve
  readonly autoscaler: PodAutoscaler
  readonly startTimes: StartTimes
  readonly line: RequestLine
  readonly metrics: ServiceMetrics
  readonly use: UseState
  /** Requests per second that come of themselves, from users and not from other services. */
  ownLoad: number
  /** Place in `callOrder`. */
  rank: number
  readonly calls: { readonly callee: ServiceState; readonly perRequest: number }[]
  readonly callers: { readonly caller: ServiceState; readonly perRequest: number }[]
  readonly pipeline: MetricsPipeline
  /** What its autoscaler can look back on; null: it never looks. */
  readonly history: ServiceHistory | null
  readonly podSamples: PodReader
  desired: number
  /** Pods that exist, in order of creation. */
  readonly pods: number[]
  /** By pod: how often it was killed lately. */
  readonly restarts: Map<number, number>
  /** Of those: on a node; running but not ready; ready. */
  onNodes: number
  /** By resource column: what pods on nodes request together. */
  readonly requested: Float64Array
  warming: number
  ready: number
  /** Of its autoscaler's last change: 1 up, -1 down; 0: there has been none. */
  lastDirection: number
  /** From creation to ready, of the pod that got there last; null: none has. */
  lastStartUs: number | null
  /** Number of the planned backlog turn; an event with an older one is stale. */
  turn: number
  /** The curve went below 0 at this instant for the first time, and was taken as 0; -1: never. */
  clippedAtUs: number
}

export interface FunctionState {
  readonly kind: 'function'
  readonly index: number
  readonly spec: FunctionWorkload
  readonly podClass: PodClass
  readonly curve: Curve
  readonly startTimes: StartTimes
  readonly line: FunctionLine
  readonly metrics: ServiceMetrics
  readonly instances: FunctionMetrics
  readonly use: UseState
  /** By instance. */
  readonly pods: Map<number, number>
  /** Of those: on a node; running but not ready; ready. */
  onNodes: number
  /** By resource column: what pods on nodes request together. */
  readonly requested: Float64Array
  warming: number
  ready: number
  /** What its requests wish for is in the queue. */
  turnPlanned: boolean
  /** Number of the planned backlog turn. */
  turn: number
  clippedAtUs: number
}

export interface JobState {
  readonly kind: 'job'
  readonly index: number
  readonly spec: JobWorkload
  readonly podClass: PodClass
  /** Null: submissions are listed. */
  readonly curve: Curve | null
  readonly arrivals: Random
  readonly startTimes: StartTimes
  readonly durations: Random
  readonly failures: Random
  readonly metrics: JobMetrics
  readonly use: UseState
  /** Null: submissions are let in at once. */
  readonly admission: QueueState | null
  readonly batches: OpenBatches
  /** The last time of the schedule that found another job at work and must wait for it; -1: none does. */
  missedUs: number
  onNodes: number
  /** By resource column: what pods on nodes request together. */
  readonly requested: Float64Array
  running: number
}

export type WorkloadState = ServiceState | FunctionState | JobState

export interface PoolState {
  readonly index: number
  readonly spec: NodePool
  readonly boot: Random
  readonly metrics: PoolMetrics
  ready: number
  booting: number
  /** Of the ready ones: being emptied. */
  leaving: number
  /** Nodes that were refused or never came. */
  failures: number
  /** Nodes that could not be emptied. */
  drainFailures: number
  /** Whether an ordered node comes at all. */
  readonly provision: Random
  /** Ready or booting, by offering. */
  readonly nodesByOffering: number[]
  /** Nodes ever made: numbers names, and deals nodes to zones in turn. */
  made: number
}

/** A decision worth telling, as it happened. */
export interface Decision {
  readonly atUs: number
  readonly actor: string
  readonly decision: string
  readonly reason: string
}

/** Everything that one run holds. Handlers get it and nothing else. */
export interface Run {
  readonly durationUs: number
  readonly resolutionUs: number
  readonly cluster: Cluster
  readonly queue: EventQueue
  readonly pending: SchedulingQueue
  readonly batchPods: BatchPods
  readonly admission: Admission
  readonly nominations: Nominations
  readonly preemption: PreemptionState
  readonly budgets: readonly PodDisruptionBudget[]
  readonly placement: Placement
  readonly devices: DeviceChooser
  /** The same policy with a random stream of its own, so that trying things out shifts no draw of the real scheduler. */
  readonly trial: Placement
  readonly pools: readonly PoolState[]
  readonly workloads: readonly WorkloadState[]
  /** Of the workloads: those whose requests make their pods. */
  readonly functions: readonly FunctionState[]
  /** Every service, callers before those whom they call. */
  readonly callOrder: readonly ServiceState[]
  readonly nodeAutoscaler: NodeAutoscaler
  /** Curves that pod autoscalers take as metrics from outside. */
  readonly outside: ReadonlyMap<string, Curve>
  readonly metrics: RunMetrics
  readonly decisions: Decision[]
  /** Nodes that are being emptied: which drain it is, and when it is given up. */
  readonly draining: Map<number, { readonly number: number; readonly giveUpUs: number }>
  nextDrain: number
  readonly images: ImageState
  nowUs: number
  eventCount: number
  scheduleQueued: boolean
  /** When the scheduler looks at waiting pods whom time alone may have helped; ∞: not planned. */
  schedulerTurnUs: number
  /** True while the cluster is being set up: what is placed then has been running for long. */
  warmStart: boolean
  /** Null unless somebody wants to know about a pod. */
  watch: RunWatch | null
}
