import type { JobMetrics, ServiceMetrics } from '../metrics/run-metrics.ts'
import { lateAmong, type MeasuredService } from './latencies.ts'
import type { Summary } from './types.ts'

const SECONDS_PER_HOUR = 3600

type Shares = { readonly requested: number; readonly used: number }

/** What a workload bears of the cost of nodes: by requests, and of that what it used. Of shared GPUs all is used that is requested. */
function sharesOf({ costPerHour: { requested, gpus }, allocated, used }: ServiceMetrics | JobMetrics): Shares {
  let byRequests = gpus.area
  let byUse = gpus.area
  requested.forEach(({ area }, r) => {
    byRequests += area
    if (area > 0) byUse += (area * used[r].area) / allocated[r].area
  })
  return { requested: byRequests / SECONDS_PER_HOUR, used: byUse / SECONDS_PER_HOUR }
}

const summaryOf = ({ requested, used }: Shares): Summary => ({ 'cost.requested': requested, 'cost.used': used })

export const workloadCost = (workload: ServiceMetrics | JobMetrics): Summary => summaryOf(sharesOf(workload))

export function serviceCost(service: MeasuredService): Summary {
  const shares = sharesOf(service.metrics)
  return { ...summaryOf(shares), 'cost.perMillionWithinSlo': perMillion(shares.requested, [service]) }
}

/** What the workloads bear, and what is left of the cost of all nodes: that of idle ones and idle parts. */
export function clusterCost(total: number, services: readonly MeasuredService[], jobs: readonly JobMetrics[]): Summary {
  const shares = [...services.map(({ metrics }) => metrics), ...jobs].map(sharesOf)
  const requested = shares.reduce((sum, share) => sum + share.requested, 0)
  const used = shares.reduce((sum, share) => sum + share.used, 0)
  const idle = Math.max(0, total - requested)
  return {
    ...summaryOf({ requested, used }),
    'cost.idle': idle,
    'cost.idleShare': total === 0 ? null : idle / total,
    'cost.perMillionWithinSlo': perMillion(
      total,
      services.filter(({ metrics }) => metrics.isEntry),
    ),
  }
}

function perMillion(cost: number, services: readonly MeasuredService[]): number | null {
  const inTime = services.reduce((sum, { metrics, latency }) => {
    const late = lateAmong(latency.record.whole(), metrics)
    return sum + Math.max(0, metrics.load.area - metrics.lost.area - late)
  }, 0)
  return inTime === 0 ? null : (cost / inTime) * 1e6
}
