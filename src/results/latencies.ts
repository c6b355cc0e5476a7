import { type FullLatency, fullLatencies } from '../metrics/latency/called-services.ts'
import { type LatencyDistribution, together } from '../metrics/latency/latency-record.ts'
import type { RunMetrics, ServiceMetrics } from '../metrics/run-metrics.ts'
import type { Summary } from './types.ts'

/** A service with its latency, calls included. */
export interface MeasuredService {
  readonly metrics: ServiceMetrics
  readonly latency: FullLatency
}

/** By workload index. */
export function measuredServices(metrics: RunMetrics): ReadonlyMap<number, MeasuredService> {
  const measured = new Map<number, MeasuredService>()
  const full = fullLatencies(metrics)
  for (const [index, service] of metrics.services) {
    const latency = full.get(index)
    if (latency !== undefined) measured.set(index, { metrics: service, latency })
  }
  return measured
}

/** Answered requests of a stretch of time that took longer than the service has promised. */
export function lateAmong(distribution: LatencyDistribution, { objectives }: ServiceMetrics): number {
  const { latencyUs } = objectives
  if (latencyUs === null) return 0
  const late = distribution.count - distribution.atMost(latencyUs / 1e6)
  return late <= distribution.count * 1e-12 ? 0 : late
}

/** From arrival to answer, of the answered requests of some services as one. */
export function latencySummary(services: readonly MeasuredService[]): Summary {
  const all = together(services.map(({ latency }) => latency.record.whole()))
  const served = services.reduce((sum, { metrics }) => sum + metrics.served.area, 0)
  const spent = services.reduce(
    (sum, { metrics, latency }) => sum + (latency.meanSeconds ?? 0) * metrics.served.area,
    0,
  )
  return {
    'latency.mean': served === 0 ? null : spent / served,
    'latency.p50': all.quantile(0.5),
    'latency.p95': all.quantile(0.95),
    'latency.p99': all.quantile(0.99),
  }
}
