import { type Distribution, mean, stretched } from '../base/distribution.ts'
import { limitsOf } from './pod-said.ts'
import type { ServiceDocument } from './service-schema.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** What one replica does per second, and what holds it back. */
export interface ReplicaWork {
  readonly serviceTimeUs: Distribution | null
  readonly places: number
  readonly throttled: boolean
  readonly perSecond: number
}

/**
 * A replica works on `concurrency` requests at once, each for a service time. A limit on cpu holds it back: no request gets more than
 * the limit, so the service time is at least cpuPerRequest / limit, and no more run at full speed than the limit has room for. Those
 * beyond share what there is, which takes as long as waiting for a place. Null: the service does not say how fast it works.
 */
export function replicaWork(workload: WorkloadDocument, service: ServiceDocument): ReplicaWork | null {
  const { capacityPerReplica, serviceTime, concurrency, cpuPerRequest } = service
  const limited = cpuBoundUs(workload, cpuPerRequest)
  if (serviceTime === undefined) {
    if (capacityPerReplica === undefined) return null
    const perSecond = limited === null ? capacityPerReplica : Math.min(capacityPerReplica, 1e6 / limited)
    return { serviceTimeUs: null, places: 1, throttled: perSecond < capacityPerReplica, perSecond }
  }
  const meanUs = mean(serviceTime)
  if (limited === null) {
    return {
      serviceTimeUs: serviceTime,
      places: concurrency,
      throttled: false,
      perSecond: (concurrency / meanUs) * 1e6,
    }
  }
  const stretchedUs = Math.max(meanUs, limited)
  const places = Math.min(concurrency, stretchedUs / limited)
  return {
    serviceTimeUs: stretchedUs > meanUs ? stretched(serviceTime, stretchedUs / meanUs) : serviceTime,
    places,
    throttled: stretchedUs > meanUs || places < concurrency,
    perSecond: (places / stretchedUs) * 1e6,
  }
}

/** How long the limit on cpu makes the cpu time of one request take at least; null: it holds nothing back. */
function cpuBoundUs(workload: WorkloadDocument, cpuPerRequest: number | undefined): number | null {
  const limit = limitsOf(workload)['cpu']
  if (limit === undefined || cpuPerRequest === undefined || cpuPerRequest === 0) return null
  const cores = Math.max(0, limit - (workload.usage.idle['cpu'] ?? 0)) / 1000
  return cpuPerRequest / cores
}

/** What a replica at full capacity uses for its requests, beside what it uses anyway; null: as the workload says. */
export function workOfRequests(workload: WorkloadDocument): {
  readonly cpuMilli: number | null
  readonly memoryBytes: number | null
  /** Of its sidecar: one hop for each request and one for each call. */
  readonly sidecarCpuMilli: number
} {
  const { service } = workload
  const work = service === undefined ? null : replicaWork(workload, service)
  if (service === undefined || work === null) return { cpuMilli: null, memoryBytes: null, sidecarCpuMilli: 0 }
  const { cpuPerRequest, memoryPerRequest, sidecar } = service
  return {
    cpuMilli: cpuPerRequest === undefined ? null : (work.perSecond * cpuPerRequest) / 1000,
    memoryBytes: memoryPerRequest === undefined ? null : work.places * memoryPerRequest,
    sidecarCpuMilli: (work.perSecond * (sidecar?.cpuPerRequest ?? 0) * (1 + callsPerRequest(service))) / 1000,
  }
}

/** Time that a request spends in hops: into its own pod, and out of it for each call; parallel calls leave together. */
export function hopsUs({ calls, sidecar }: ServiceDocument): number {
  const sequential = calls.reduce((sum, { mode, perRequest }) => sum + (mode === 'sequential' ? perRequest : 0), 0)
  const parallel = calls.some(({ mode }) => mode === 'parallel') ? 1 : 0
  return (sidecar?.latency ?? 0) * (1 + sequential + parallel)
}

function callsPerRequest({ calls }: ServiceDocument): number {
  return calls.reduce((sum, { perRequest }) => sum + perRequest, 0)
}
