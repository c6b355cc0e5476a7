import type { ClusterSpec } from './cluster-spec.ts'
import type { JobQueue } from './job-queue.ts'
import type { MetricsPipeline } from './metrics-pipeline.ts'
import type { PluginRef } from './plugin-ref.ts'
import type { Workload } from './workload.ts'

/** What one run needs to know: a world and the policies that act in it. */
export interface Variant {
  readonly name: string
  readonly description: string
  readonly cluster: ClusterSpec
  readonly workloads: readonly Workload[]
  readonly queues: readonly JobQueue[]
  /** By name: curves that pod autoscalers take as metrics from outside. */
  readonly curves: ReadonlyMap<string, PluginRef>
  /** The same with what each seed draws anew, such as the order of a trace; absent: every seed has the same. */
  readonly drawn?: (seed: number) => Pick<Variant, 'cluster' | 'workloads'>
  readonly policies: {
    readonly placement: PluginRef
    readonly nodeAutoscaling: PluginRef
    /** How measurements reach pod autoscalers. */
    readonly metrics: MetricsPipeline
    /** Rule that folds the ratios of cpu, memory and disk into one figure (D4 §4.1). */
    readonly utilisationRule: UtilisationRule
  }
}

export type UtilisationRule = 'mean' | 'max' | 'product'

/** What a bound is relative to where it is not another variant: the record of earlier runs that `simcap check` is given. */
export const BASELINE = 'baseline'

/** A bound on one metric of one variant, or of every variant when `variant` is null. */
export interface Expectation {
  readonly metric: string
  readonly variant: string | null
  readonly workload: string | null
  /** Name of the variant that the bounds are relative to, or `baseline`; null for absolute bounds. */
  readonly relativeTo: string | null
  /** Absolute bounds in the metric's unit; relative bounds as shares (0.05 is +5 %). */
  readonly min: number | null
  readonly max: number | null
}

/** Something the user should know about an input that was accepted all the same. */
export interface Note {
  /** What it is about: a path in the scenario or a file with a line. */
  readonly about: string
  readonly text: string
}

/** A file that the scenario read, so that a result says what it was made from. */
export interface InputFile {
  /** As the scenario names it. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/** A checked scenario with every default filled in. */
export interface Scenario {
  readonly name: string
  readonly description: string
  readonly seed: number
  /** Wall clock at time 0, for labels and times of day; null: an unnamed day that starts at 00:00. */
  readonly start: { readonly text: string; readonly epochMs: number; readonly offsetMinutes: number } | null
  readonly durationUs: number
  /** Step at which continuous curves are read. */
  readonly resolutionUs: number
  /** Width of a bucket of the time series; null: one that suits a chart. */
  readonly seriesEveryUs: number | null
  readonly currency: string
  readonly variants: readonly Variant[]
  readonly expectations: readonly Expectation[]
  readonly notes: readonly Note[]
  readonly inputs: readonly InputFile[]
  /** The scenario in its own language, every default filled in: what `validate --resolved` prints and results carry. */
  readonly document: unknown
}
