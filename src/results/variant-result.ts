import type { RunMetrics } from '../metrics/run-metrics.ts'
import type { Note, Variant } from '../model/scenario.ts'
import { lagEpisodes } from './lag.ts'
import { measuredServices } from './latencies.ts'
import { partOf, samplesOf } from './over-seeds.ts'
import { packingRecord } from './packing.ts'
import { podRecords } from './pod-records.ts'
import { queueParts } from './queue-figures.ts'
import { seriesOf } from './series.ts'
import { clusterSummary, jobSummary, poolSummary, serviceSummary } from './summaries.ts'
import type { DecisionRecord, VariantResult } from './types.ts'

/** Decisions that a record keeps; `decisionCount` tells how many there were. */
export const KEPT_DECISIONS = 500

export interface RunRecord {
  readonly seed: number
  /** False: the numbers alone. */
  readonly detailed: boolean
  /** Whether the record is to hold all decisions, of a run that is not detailed too, instead of the first. */
  readonly everyDecision: boolean
  readonly variant: Variant
  readonly policies: VariantResult['policies']
  readonly resources: readonly string[]
  readonly durationUs: number
  readonly currency: string
  readonly metrics: RunMetrics
  readonly decisions: readonly DecisionRecord[]
  readonly eventCount: number
  readonly notes: readonly Note[]
}

/** Turns what was measured in one run into its part of the results. */
export function variantResult(run: RunRecord): VariantResult {
  const { variant, metrics, resources, durationUs } = run
  const span = { seconds: durationUs / 1e6, rule: variant.policies.utilisationRule }
  const workloads = variant.workloads.map(({ name }) => name)
  const pools = variant.cluster.pools.map(({ name }) => name)
  const measured = measuredServices(metrics)
  const queues = queueParts(variant.queues, metrics.queues, span.seconds)
  const summary = clusterSummary(metrics, [...measured.values()], span, resources)
  return {
    name: variant.name,
    description: variant.description,
    seed: run.seed,
    policies: run.policies,
    summary,
    samples: samplesOf(summary),
    services: [...measured].map(([i, service]) => partOf(workloads[i], serviceSummary(service, metrics, span))),
    jobs: [...metrics.jobs].map(([i, job]) => partOf(workloads[i], jobSummary(job))),
    pools: metrics.pools.map((pool, p) => partOf(pools[p], poolSummary(pool, span))),
    ...(queues === null ? {} : { queues }),
    bucketSeconds: metrics.bucketUs / 1e6,
    ...(run.detailed ? detailsOf(run, measured, workloads, pools) : NO_DETAILS),
    decisions: run.everyDecision ? run.decisions : run.detailed ? run.decisions.slice(0, KEPT_DECISIONS) : [],
    decisionCount: run.decisions.length,
    eventCount: run.eventCount,
  }
}

type Details = Pick<VariantResult, 'series' | 'packing' | 'pods' | 'lag' | 'notes'>

/** Of a run beside the detailed one the numbers alone are kept. */
const NO_DETAILS: Details = { series: [], packing: null, pods: [], lag: [], notes: [] }

function detailsOf(
  run: RunRecord,
  measured: ReturnType<typeof measuredServices>,
  workloads: readonly string[],
  pools: readonly string[],
): Details {
  const { variant, metrics, resources, durationUs, currency } = run
  const queues = variant.queues.map(({ name }) => name)
  return {
    series: seriesOf(metrics, measured, durationUs, { resources, pools, workloads, queues, currency }),
    packing: packingRecord(metrics.packing, pools, resources),
    pods: podRecords(metrics.podSample, workloads),
    lag: lagEpisodes(metrics.services, workloads),
    notes: run.notes,
  }
}
