import type { RunMetrics, ServiceMetrics } from '../run-metrics.ts'
import { EndToEnd } from './end-to-end.ts'
import type { LatencyRecord } from './latency-record.ts'

/** How long a service takes with all that it calls; of several slowest calls the one with the longest mean. */
export interface FullLatency {
  readonly record: LatencyRecord
  /** Null when no request was answered. */
  readonly meanSeconds: number | null
}

/** By workload index. Services without calls keep their own record. */
export function fullLatencies({ services, buckets }: RunMetrics): ReadonlyMap<number, FullLatency> {
  const full = new Map<number, FullLatency>()
  const visit = (index: number, service: ServiceMetrics): FullLatency => {
    const known = full.get(index)
    if (known !== undefined) return known
    const calls = service.calls.flatMap(({ index: called, perRequest, mode }) => {
      const callee = services.get(called)
      return callee === undefined ? [] : [{ ...visit(called, callee), perRequest, mode }]
    })
    const record =
      calls.length === 0
        ? service.latency
        : new EndToEnd(
            service.latency,
            calls.map((call) => ({ ...call, latency: call.record })),
            buckets,
          )
    const latency = { record, meanSeconds: meanSeconds(service, calls) }
    full.set(index, latency)
    return latency
  }
  for (const [index, service] of services) visit(index, service)
  return full
}

function meanSeconds(
  service: ServiceMetrics,
  calls: readonly { readonly meanSeconds: number | null; readonly perRequest: number; readonly mode: string }[],
): number | null {
  const served = service.served.area
  if (served === 0) return null
  let seconds = service.waitArea / served + service.serviceSeconds
  let slowest = 0
  for (const { meanSeconds: called, perRequest, mode } of calls) {
    if (mode === 'sequential') seconds += perRequest * (called ?? 0)
    else slowest = Math.max(slowest, called ?? 0)
  }
  return seconds + slowest
}
