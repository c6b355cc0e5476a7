import { type LatencyDistribution, together } from '../metrics/latency/latency-record.ts'
import type { ServiceMetrics } from '../metrics/run-metrics.ts'
import type { Summary } from './types.ts'

/** Answered requests of a stretch of time that took longer than the service has promised. */
export function lateAmong(distribution: LatencyDistribution, { objectives }: ServiceMetrics): number {
  const { latencyUs } = objectives
  if (latencyUs === null) return 0
  const late = distribution.count - distribution.atMost(latencyUs / 1e6)
  return late <= distribution.count * 1e-12 ? 0 : late
}

/** Wait and work of the answered requests of some services, as one. */
export function latencySummary(services: readonly ServiceMetrics[]): Summary {
  const all = together(services.map(({ latency }) => latency.whole()))
  const served = services.reduce((sum, service) => sum + service.served.area, 0)
  const spent = services.reduce((sum, s) => sum + s.waitArea + s.serviceSeconds * s.served.area, 0)
  return {
    'latency.mean': served === 0 ? null : spent / served,
    'latency.p50': all.quantile(0.5),
    'latency.p95': all.quantile(0.95),
    'latency.p99': all.quantile(0.99),
  }
}
