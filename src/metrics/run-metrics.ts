import { Durations } from './durations.ts'
import { PendingByReason } from './pending-by-reason.ts'
import { timeAxis } from './time-axis.ts'
import { TimeWeighted } from './time-weighted.ts'

export interface ServiceMetrics {
  readonly load: TimeWeighted
  readonly capacity: TimeWeighted
  readonly served: TimeWeighted
  readonly lost: TimeWeighted
  readonly late: TimeWeighted
  readonly desired: TimeWeighted
  readonly ready: TimeWeighted
  /** By resource: what the service's pods on nodes were allocated and what they use. */
  readonly allocated: readonly TimeWeighted[]
  readonly used: readonly TimeWeighted[]
  /** Totals of the request line, filled in at the end. */
  waitArea: number
  changes: number
}

export interface JobMetrics {
  readonly running: TimeWeighted
  readonly allocated: readonly TimeWeighted[]
  readonly used: readonly TimeWeighted[]
  readonly wait: Durations
  readonly turnaround: Durations
  submitted: number
}

export interface PoolMetrics {
  /** Ready or booting: what is paid for. */
  readonly nodes: TimeWeighted
  readonly ready: TimeWeighted
  readonly booting: TimeWeighted
  readonly costPerHour: TimeWeighted
  added: number
  removed: number
}

/** Everything that is measured in a run. The engine writes it and never reads it. */
export interface RunMetrics {
  readonly bucketUs: number
  readonly buckets: number
  readonly pods: { created: number; readonly pending: TimeWeighted; readonly onNodes: TimeWeighted }
  readonly pendingByReason: PendingByReason
  readonly pendingWait: Durations
  readonly start: Durations
  /** By resource: what ready nodes could give. */
  readonly allocatable: readonly TimeWeighted[]
  readonly pools: readonly PoolMetrics[]
  /** All pools together. */
  readonly nodes: TimeWeighted
  /** By workload index: of the workload's own kind. */
  readonly services: ReadonlyMap<number, ServiceMetrics>
  readonly jobs: ReadonlyMap<number, JobMetrics>
}

export interface MetricsShape {
  readonly durationUs: number
  readonly resources: number
  readonly pools: number
  readonly workloadKinds: readonly ('service' | 'job')[]
}

export function createRunMetrics(shape: MetricsShape): RunMetrics {
  const { bucketUs, buckets } = timeAxis(shape.durationUs)
  const level = () => new TimeWeighted(bucketUs, buckets)
  const perResource = () => Array.from({ length: shape.resources }, level)
  const services = new Map<number, ServiceMetrics>()
  const jobs = new Map<number, JobMetrics>()
  shape.workloadKinds.forEach((kind, index) => {
    const use = { allocated: perResource(), used: perResource() }
    if (kind === 'service') {
      services.set(index, {
        load: level(),
        capacity: level(),
        served: level(),
        lost: level(),
        late: level(),
        desired: level(),
        ready: level(),
        ...use,
        waitArea: 0,
        changes: 0,
      })
    } else {
      jobs.set(index, {
        running: level(),
        ...use,
        wait: new Durations(),
        turnaround: new Durations(),
        submitted: 0,
      })
    }
  })
  return {
    bucketUs,
    buckets,
    pods: { created: 0, pending: level(), onNodes: level() },
    pendingByReason: new PendingByReason(bucketUs, buckets),
    pendingWait: new Durations(),
    start: new Durations(),
    allocatable: perResource(),
    pools: Array.from({ length: shape.pools }, () => ({
      nodes: level(),
      ready: level(),
      booting: level(),
      costPerHour: level(),
      added: 0,
      removed: 0,
    })),
    nodes: level(),
    services,
    jobs,
  }
}

/** Brings every level up to the end of the run. */
export function closeMetrics(metrics: RunMetrics, endUs: number): void {
  const close = (levels: readonly TimeWeighted[]) => {
    for (const level of levels) level.advance(endUs)
  }
  close([metrics.nodes, metrics.pods.pending, metrics.pods.onNodes, ...metrics.allocatable])
  close([...metrics.pendingByReason.levels.values()])
  for (const pool of metrics.pools) close([pool.nodes, pool.ready, pool.booting, pool.costPerHour])
  for (const s of metrics.services.values()) {
    close([s.load, s.capacity, s.served, s.lost, s.late, s.desired, s.ready, ...s.allocated, ...s.used])
  }
  for (const j of metrics.jobs.values()) close([j.running, ...j.allocated, ...j.used])
}
