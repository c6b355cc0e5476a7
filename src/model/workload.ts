import type { Distribution } from '../base/distribution.ts'
import type { Amounts } from './amounts.ts'
import type { Call } from './call-order.ts'
import type { PluginRef } from './plugin-ref.ts'
import type { RunningContainers } from './pod-requests.ts'
import type { PodScheduling } from './scheduling.ts'

/** A toleration in Kubernetes' own shape. */
export interface Toleration {
  readonly key?: string
  readonly operator?: 'Equal' | 'Exists'
  readonly value?: string
  readonly effect?: TaintEffect
}

export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'

/** A container image. A node pulls those of its layers that it does not have. */
export interface PodImage {
  /** With its tag. */
  readonly name: string
  readonly sizeBytes: number
  /** Their sizes add up to the image's. */
  readonly layers: readonly { readonly name: string; readonly sizeBytes: number }[]
}

/** The stages of a pod's start, once its images are on the node. */
export interface PodStartup {
  /** From "images are there" to "container runs". */
  readonly containerUs: Distribution
  /** From "container runs" to "model is in memory". */
  readonly modelUs: Distribution
  /** From "model is in memory" to "ready for requests"; a job's pod has nothing to wait for. */
  readonly readyUs: Distribution
}

/** What every pod of a workload looks like. */
export interface PodTemplate {
  readonly labels: Readonly<Record<string, string>>
  /** What the scheduler's filters reckon with: containers, init containers, sidecars and overhead folded together. */
  readonly requests: Amounts
  /**
   * The same for the scheduler's scores, where a container without a request for cpu or memory counts as if it asked for
   * 100 m and 200 MiB (kube-scheduler, pkg/scheduler/util/pod_resources.go).
   */
  readonly scored: { readonly cpuMilli: number; readonly memoryBytes: number }
  readonly limits: Amounts
  readonly nodeSelector: Readonly<Record<string, string>>
  readonly tolerations: readonly Toleration[]
  readonly priority: number
  readonly scheduling: PodScheduling
  /** Of all containers, init containers first. */
  readonly images: readonly PodImage[]
  readonly startup: PodStartup
  /** From being asked to leave until it is gone; it keeps its resources so long. */
  readonly terminationUs: number
  /** What one pod uses when it has nothing to do, and when it works at full capacity; linear in between. */
  readonly usage: { readonly idle: Amounts; readonly busy: Amounts }
}

/** Which replica a request goes to. */
export type LoadBalancing = 'round-robin' | 'random' | 'least-connections' | 'power-of-two'

/** How requests are reckoned with: as a fluid with the laws of queues, or one by one. */
export type Fidelity = 'fluid' | 'requests'

/** What becomes of requests while no replica is ready: refused at once, or held until one is. */
export type WithoutReplicas = 'refuse' | 'hold'

/** What a service promises, and when a request counts as late. */
export interface ServiceObjectives {
  /** Answered requests that take longer are late; null: none is. */
  readonly latencyUs: number | null
  /** Latency that a share of the answered requests must stay within, as p99: 400ms says. */
  readonly percentiles: readonly { readonly share: number; readonly latencyUs: number }[]
  /** Share of requests that must be answered, and in time where one latency was promised for all. */
  readonly availability: number | null
}

/** Requests that are known one by one. */
export interface ListedRequests {
  /** Microseconds from the start, ascending. */
  readonly atUs: Float64Array
  /** The n-th value of the service's empirical service time is that of the n-th request; else they are drawn. */
  readonly ownServiceTimes: boolean
}

/** A deployment behind a service: replicas that share the load of one curve. */
export interface ServiceWorkload {
  readonly kind: 'service'
  readonly name: string
  readonly pod: PodTemplate
  /** What the containers of a pod ask for one by one: what utilisation is a share of. */
  readonly containers: RunningContainers
  /** Replicas at the start. */
  readonly replicas: number
  readonly load: PluginRef
  /** Where the load is a log of requests; null: their moments are chance. */
  readonly requests: ListedRequests | null
  readonly calls: readonly Call[]
  /** What a request spends in hops through sidecars, beside its service time. */
  readonly hopsUs: number
  /** What a request takes of a replica, stretched where a limit on cpu does not let it run at full speed; null: not told. */
  readonly serviceTimeUs: Distribution | null
  /** Requests that a replica works on at once at full speed: its concurrency, or what its limit on cpu allows. */
  readonly placesPerReplica: number
  /** The limit on cpu allows fewer than the concurrency. */
  readonly throttled: boolean
  /** Use of a replica's capacity above which its memory exceeds the limit; null: it never does. */
  readonly memoryBound: number | null
  readonly loadBalancing: LoadBalancing
  readonly fidelity: Fidelity
  readonly capacityPerReplicaPerSecond: number
  /** A request that would wait longer is lost. */
  readonly timeoutUs: number
  readonly withoutReplicas: WithoutReplicas
  /** `budget`: retries at most for each request, on average; null: no bound. `backoff` null: tried again at once. */
  readonly retries: {
    readonly attempts: number
    readonly budget: number | null
    readonly backoff: { readonly baseUs: number; readonly maxUs: number } | null
  }
  readonly slo: ServiceObjectives
  readonly autoscaler: PluginRef
}

/** A function that is scaled per request: a pod is made when a request finds no place, and goes when it has had nothing to do for long. */
export interface FunctionWorkload {
  readonly kind: 'function'
  readonly name: string
  readonly pod: PodTemplate
  readonly load: PluginRef
  readonly serviceTimeUs: Distribution
  /** Requests that an instance works on at once. */
  readonly concurrency: number
  /** An instance that has had nothing to do for so long goes. */
  readonly keepAliveUs: number
  /** Instances that stay, whatever the load. */
  readonly provisioned: number
  readonly instancesMax: number
  /** A request that would wait longer is lost. */
  readonly timeoutUs: number
  readonly slo: ServiceObjectives
}

/** What happens when a job comes while one of the same workload is still there: batch/v1 CronJob, concurrencyPolicy. */
export type ConcurrencyPolicy = 'Allow' | 'Forbid' | 'Replace'

/** Submissions in order of time; what is left out is as the workload says. */
export interface ListedSubmissions {
  readonly timesUs: readonly number[]
  /** Pods of each submission, all wanted at once. */
  readonly pods?: readonly number[]
  /** How long the pods of each submission work. */
  readonly durationsUs?: readonly number[]
}

/** Pods of a submission that are of use only together. */
export interface Gang {
  /** Fewest that get nodes at the same time; null: all that the submission wants at once. */
  readonly minCount: number | null
  /** From submission until a gang without nodes is given up; null: it waits on. */
  readonly timeoutUs: number | null
  /** Whether submissions behind it in its queue may pass while it has no nodes. */
  readonly backfill: boolean
}

/** A batch job that is submitted again and again; each submission runs pods until `completions` of them have done their work. */
export interface JobWorkload {
  readonly kind: 'job'
  readonly name: string
  readonly pod: PodTemplate
  readonly arrivals:
    | { readonly kind: 'curve'; readonly curve: PluginRef }
    | ({ readonly kind: 'at' } & ListedSubmissions)
  readonly concurrency: ConcurrencyPolicy
  /** How late a job that had to wait for the one before it may still start; null: however late. */
  readonly startingDeadlineUs: number | null
  /** Pods at once. */
  readonly parallelism: number
  /** Pods that must do their work, one after another where `parallelism` is less. */
  readonly completions: number
  readonly durationUs: Distribution
  /** Share of the pods that fail before they have done their work. */
  readonly failureShare: number
  /** Failed pods that a submission survives. */
  readonly backoffLimit: number
  /** From submission until what is left of a job is stopped. */
  readonly activeDeadlineUs: number | null
  /** From submission until a job should be finished; it runs on when it is not. */
  readonly deadlineUs: number | null
  /** Null: every pod starts when it finds a node. */
  readonly gang: Gang | null
  /** Name of the queue that submissions wait in; null: none. */
  readonly queue: string | null
}

export type Workload = ServiceWorkload | FunctionWorkload | JobWorkload
