import { parseDuration } from '../../base/time.ts'
import type { Results } from '../../results/types.ts'

/**
 * Seconds that the scenario promises for a percentile of a service ('p99'), or for every request. Read from the resolved scenario, of
 * which an older record may have another shape: what is not understood is no promise.
 */
export function latencyTarget({ scenario }: Results, service: string, percentile: string): number | null {
  const workloads = member(scenario, 'workloads')
  const found = Array.isArray(workloads) ? workloads.find((each: unknown) => member(each, 'name') === service) : null
  const latency = member(member(member(found, 'service'), 'slo'), 'latency')
  return seconds(typeof latency === 'string' ? latency : member(latency, percentile))
}

function member(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>)[name] : null
}

function seconds(text: unknown): number | null {
  if (typeof text !== 'string') return null
  try {
    return parseDuration(text) / 1e6
  } catch {
    return null
  }
}
