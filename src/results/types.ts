import type { LagPart } from '../metrics/lag/lag-parts.ts'
import type { MetricDefinition } from '../model/metric.ts'
import type { InputFile, Note } from '../model/scenario.ts'
import type { Interval } from '../statistics/interval.ts'

export type { Better, MetricDefinition } from '../model/metric.ts'
export type {
  FittingChange,
  GangExplanation,
  PendingExplanation,
  PlacementExplanation,
  PodExplanation,
} from '../model/pod-explanation.ts'

/** Version of the record's shape; changes when a reader of the old one would be wrong. */
export const RESULTS_SCHEMA = 'simcap.results/v1'

/** Summary numbers by metric name; null where the thing never occurred (a percentile of nothing). */
export type Summary = Readonly<Record<string, number | null>>

/** The same numbers over many seeds: for each metric one value per seed of `Results.seeds`; null also where that run failed. */
export type Samples = Readonly<Record<string, readonly (number | null)[]>>

/** A service, a job, a pool or a queue of a variant. */
export interface PartResult {
  readonly name: string
  /** Of the detailed run. */
  readonly summary: Summary
  readonly samples: Samples
}

/** A run that ended in an error; the others stand. */
export interface FailedRun {
  readonly variant: string
  readonly seed: number
  readonly message: string
}

/** One time series: a value for each bucket of the variant's time axis. */
export interface Series {
  /** What is measured: 'load', 'capacity', 'served', 'lost', 'late', 'replicas.ready', 'replicas.desired', 'utilisation', … */
  readonly name: string
  /** Which service, pool or resource; null: the whole cluster. */
  readonly of: string | null
  readonly unit: string
  /** Exact time-weighted mean of the bucket, or its highest level; or a quantile over the requests that came in it. */
  readonly statistic: 'mean' | 'max' | 'quantile'
  readonly values: readonly (number | null)[]
}

/** A decision that a policy took, with its reason in a sentence. */
export interface DecisionRecord {
  readonly atSeconds: number
  /** 'pod autoscaler checkout', 'node autoscaler', … */
  readonly actor: string
  readonly decision: string
  readonly reason: string
}

/** Shares of what nodes can allocate that is requested, looked at in equal steps of time. */
export interface PackingRecord {
  readonly everySeconds: number
  /** Instants, the first at 0. */
  readonly samples: number
  /** One for each node, or for some that follow each other in a pool: named after the first. */
  readonly rows: readonly { readonly name: string; readonly pool: string; readonly nodes: number }[]
  readonly resources: readonly string[]
  /** By resource: base64 of one byte per row and instant, row by row; 0 to 250 is the share, 254 booting, 255 no node. */
  readonly shares: readonly string[]
}

/** One pod's life. Seconds from the start of the run; null: not reached. */
export interface PodRecord {
  readonly workload: string
  readonly number: number
  readonly node: string | null
  /** In the order created, bound, starting, warming, ready, stopping, gone. */
  readonly atSeconds: readonly (number | null)[]
}

/** A stretch in which more requests came than a service's ready replicas could answer, and what it waited for meanwhile. */
export interface LagEpisode {
  readonly workload: string
  readonly fromSeconds: number
  readonly toSeconds: number
  /** A replica that became ready ended it; else the load fell, or the run was over. */
  readonly recovered: boolean
  /** Requests that came beyond what ready replicas could answer. */
  readonly missingRequests: number
  /** Seconds; together they are the length. */
  readonly parts: Readonly<Record<LagPart, number>>
}

/** One variant. `samples` speaks of every seed; everything else of one run in detail, that of the first seed. */
export interface VariantResult {
  readonly name: string
  readonly description: string
  /** Seed of the detailed run: the first, unless that run failed. */
  readonly seed: number
  /** Each policy as a short text: name and options. */
  readonly policies: {
    readonly placement: string
    readonly nodeAutoscaling: string
    readonly podAutoscaling: Readonly<Record<string, string>>
  }
  readonly summary: Summary
  readonly samples: Samples
  readonly services: readonly PartResult[]
  readonly jobs: readonly PartResult[]
  readonly pools: readonly PartResult[]
  /** Absent where jobs do not wait in queues. */
  readonly queues?: readonly PartResult[]
  readonly bucketSeconds: number
  readonly series: readonly Series[]
  /** Null without nodes; absent in records from before it was kept. */
  readonly packing?: PackingRecord | null
  /** Some of the run's pods, in order of creation; absent in records from before they were kept. */
  readonly pods?: readonly PodRecord[]
  /** The longest episodes of lag, in order of their beginning; absent in records from before they were kept. */
  readonly lag?: readonly LagEpisode[]
  /** The first decisions in time order; `decisionCount` says how many there were. */
  readonly decisions: readonly DecisionRecord[]
  readonly decisionCount: number
  readonly eventCount: number
  readonly notes: readonly Note[]
}

export interface ExpectationResult {
  /** The expectation as a sentence. */
  readonly text: string
  readonly metric: string
  readonly variant: string
  readonly workload: string | null
  /** Over several seeds the mean, which is what is judged. */
  readonly actual: number | null
  /** 95 % interval of `actual`; null with one seed. */
  readonly interval: Interval | null
  readonly passed: boolean
  /** False where several seeds leave it open on which side of a bound the mean lies. */
  readonly sure: boolean
}

/** The record that a run leaves behind. No clock, host or path of this machine: two runs give the same bytes. */
export interface Results {
  readonly schema: typeof RESULTS_SCHEMA
  readonly tool: { readonly name: 'simcap'; readonly version: string }
  readonly name: string
  readonly description: string
  /** The first of `seeds`. */
  readonly seed: number
  /** Every variant ran once under each: what their samples run parallel to. */
  readonly seeds: readonly number[]
  readonly failedRuns: readonly FailedRun[]
  /** The scenario's wall-clock start as written, or null. */
  readonly start: string | null
  readonly durationSeconds: number
  readonly currency: string
  readonly scenario: unknown
  readonly inputs: readonly InputFile[]
  readonly notes: readonly Note[]
  readonly metrics: readonly MetricDefinition[]
  readonly variants: readonly VariantResult[]
  readonly expectations: readonly ExpectationResult[]
  /** SHA-256 of all the rest in canonical JSON. */
  readonly digest: string
}
