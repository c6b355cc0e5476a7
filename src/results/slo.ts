import { NO_REQUESTS } from '../metrics/latency/latency-record.ts'
import type { RunMetrics, ServiceMetrics } from '../metrics/run-metrics.ts'
import type { MeasuredService } from './latencies.ts'
import type { Summary } from './types.ts'

/** How one promise was kept over the run. */
interface Kept {
  readonly attainment: number
  /** Requests that broke it as a share of those that may; infinite where none may and some did. */
  readonly budgetUsed: number
  /** By bucket: 1 where the promise was not kept over that bucket alone. */
  readonly violated: Uint8Array
}

/** What a promise counts: in the whole run and in each bucket, all requests that it speaks of and those that broke it. */
interface Counts {
  readonly all: number
  readonly bad: number
  inBucket(bucket: number): { readonly all: number; readonly bad: number }
}

/** How the promises of services were kept, the one that is kept worst speaking for all. */
export function sloSummary(services: readonly MeasuredService[], metrics: RunMetrics, seconds: number): Summary {
  const kept = services.flatMap((service) => promisesOf(service, metrics.buckets))
  if (kept.length === 0) return { 'slo.attainment': null, 'slo.errorBudgetUsed': null, 'slo.violationMinutes': null }
  const worst = kept.reduce((a, b) => (b.budgetUsed > a.budgetUsed ? b : a))
  let violated = 0
  for (let bucket = 0; bucket < metrics.buckets; bucket++) {
    if (kept.some((promise) => promise.violated[bucket] === 1)) violated += bucketSeconds(metrics, bucket, seconds)
  }
  return {
    'slo.attainment': worst.attainment,
    'slo.errorBudgetUsed': Number.isFinite(worst.budgetUsed) ? worst.budgetUsed : null,
    'slo.violationMinutes': violated / 60,
  }
}

function bucketSeconds({ bucketUs }: RunMetrics, bucket: number, seconds: number): number {
  return Math.min(bucketUs / 1e6, seconds - (bucket * bucketUs) / 1e6)
}

function promisesOf(service: MeasuredService, buckets: number): Kept[] {
  const { percentiles, availability } = service.metrics.objectives
  const kept = percentiles.map(({ share, latencyUs }) => keptOver(slowerThan(service, latencyUs / 1e6), share, buckets))
  return availability === null ? kept : [...kept, keptOver(lostOf(service.metrics), availability, buckets)]
}

function slowerThan({ latency: { record } }: MeasuredService, seconds: number): Counts {
  const counts = (distribution: { readonly count: number; atMost(seconds: number): number }) => ({
    all: distribution.count,
    bad: distribution.count - distribution.atMost(seconds),
  })
  return { ...counts(record.whole()), inBucket: (bucket) => counts(record.inBucket(bucket)) }
}

function lostOf({ load, lost }: ServiceMetrics): Counts {
  return {
    all: load.area,
    bad: lost.area,
    inBucket: (bucket) => ({ all: load.bucketArea[bucket], bad: lost.bucketArea[bucket] }),
  }
}

function keptOver(counts: Counts, share: number, buckets: number): Kept {
  const allowed = 1 - share
  const broken = badShare(counts)
  const violated = Uint8Array.from({ length: buckets }, (_, bucket) =>
    badShare(counts.inBucket(bucket)) > allowed + NO_REQUESTS ? 1 : 0,
  )
  return { attainment: 1 - broken, budgetUsed: broken === 0 ? 0 : broken / Math.max(0, allowed), violated }
}

/** What is less than a billionth is what rounding left. */
function badShare({ all, bad }: { readonly all: number; readonly bad: number }): number {
  return all <= NO_REQUESTS || bad <= all * 1e-9 ? 0 : bad / all
}
