import type { Amounts } from '../../model/amounts.ts'
import type { RunningContainers } from '../../model/pod-requests.ts'
import type { ServiceWorkload } from '../../model/workload.ts'
import type { PodGroup, PodSample } from '../pod-group.ts'
import type { PolicyPlugin } from '../types.ts'

export type { PodGroup } from '../pod-group.ts'

/** A reading of one pod. */
export interface ServicePodSample extends PodSample {
  /** Of the window. */
  readonly cpuMilli: number
  /** At its end. */
  readonly memoryBytes: number
}

/**
 * What a pod autoscaler sees of its service: replicas as the API server has them, everything else as the metrics pipeline
 * last read it.
 */
export interface ServiceView {
  readonly nowUs: number
  readonly replicasDesired: number
  /** Pods that exist and are not on their way out, ready or not. */
  readonly replicasCurrent: number
  readonly replicasReady: number
  /** Ready replicas that the reading of their use is of, on average over its window. */
  readonly replicasMeasured: number
  /** Requests that arrived per second. */
  readonly loadPerSecond: number
  /** Requests that waited in line. */
  readonly queueLength: number
  /** Requests that ready replicas worked on, on average. */
  readonly inFlight: number
  readonly capacityPerReplicaPerSecond: number
  /** CPU used by the replicas measured, as a share of the CPU that they request; null without such a replica or request. */
  readonly cpuUtilisation: number | null
  /** What a named curve of the scenario is as a metric from outside: at the last reading, or at an instant. */
  outside(curve: string, atUs?: number): number
  /** The pods, those that are alike together. Good only while it is decided. */
  readonly pods: readonly PodGroup<ServicePodSample>[]
  /** From creation to ready, of the pod that got there last; null: none has. */
  readonly startUs: number | null
}

/** What pods of a service are to request. Cpu in milli-CPU, memory in bytes. */
export interface PodSizes {
  /** Of new pods from now on; what is not named stays as it is. */
  readonly requests: Amounts
  /** Pods that request less than this, or more than that, are replaced: so many now, as far as disruption budgets allow. */
  readonly below: Amounts
  readonly above: Amounts
  readonly replaceAtMost: number
}

export interface ReplicaDecision {
  readonly replicas: number
  /** Absent: what pods request stays as it is. */
  readonly sizes?: PodSizes
  /** The numbers behind it, in one sentence. */
  readonly reason: string
}

export interface PodAutoscaler {
  /** How often it is asked; null: never. */
  readonly everyUs: number | null
  /** False: it looks at no measurement, and so waits for none. */
  readonly measures?: false
  decide(service: ServiceView): ReplicaDecision
}

/** Where a run lies in time. */
export interface RunClock {
  readonly durationUs: number
  /** What a clock on the wall shows at the start, as milliseconds since 1970 in no zone; null: the scenario names no start. */
  readonly localStartMs: number | null
}

/** What a policy's options are checked against. */
export interface ScaledWorkload {
  readonly name: string
  readonly pod: RunningContainers
  /** Names of the scenario's curves. */
  readonly curves: readonly string[]
}

/** Something wrong with the options of a policy, at a path inside them. */
export interface PolicyFinding {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly hint: string
}

export interface PodAutoscalerPlugin<Options = unknown> extends PolicyPlugin<Options> {
  /** What is wrong with the options for this workload, before anything runs; absent: options that are right are right for all. */
  check?(options: Options, workload: ScaledWorkload, clock: RunClock): readonly PolicyFinding[]
  /** Curves that it takes as metrics from outside; absent: none. */
  curvesRead?(options: Options): readonly string[]
  /** One autoscaler with its own memory for one service. */
  create(options: Options, workload: ServiceWorkload, clock: RunClock): PodAutoscaler
}
