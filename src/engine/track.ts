import type { Run, ServiceState, WorkloadState } from './run.ts'

/** Tells the metrics what a workload's pods are allocated and use from now on. */
export function trackUse(run: Run, workload: WorkloadState): void {
  const { nowUs } = run
  const { allocated, used } = workload.metrics
  for (const { resource, request, idle, busy } of workload.use) {
    allocated[resource].set(nowUs, workload.onNodes * request)
    if (workload.kind === 'job') used[resource].set(nowUs, workload.running * busy)
    else {
      const perReady = idle + (busy - idle) * workload.line.utilisation
      used[resource].set(nowUs, workload.warming * idle + workload.ready * perReady)
    }
  }
}

/** Tells the metrics a service's rates from now on. */
export function trackService(run: Run, service: ServiceState): void {
  const { nowUs } = run
  const { metrics, line } = service
  metrics.load.set(nowUs, line.load)
  metrics.capacity.set(nowUs, line.capacity)
  metrics.served.set(nowUs, line.servedPerSecond)
  metrics.lost.set(nowUs, line.lostPerSecond)
  metrics.ready.set(nowUs, service.ready)
  metrics.lag.levels(nowUs, line.load, line.capacity)
  if (service.spec.throttled) metrics.throttled.set(nowUs, service.ready * line.fullShare)
  trackUse(run, service)
}

export function trackPool(run: Run, poolIndex: number): void {
  const { nowUs } = run
  const { metrics, spec, ready, booting, nodesByOffering } = run.pools[poolIndex]
  const before = metrics.nodes.level
  metrics.nodes.set(nowUs, ready + booting)
  run.metrics.nodes.add(nowUs, ready + booting - before)
  metrics.ready.set(nowUs, ready)
  metrics.booting.set(nowUs, booting)
  const cost = { 'on-demand': 0, spot: 0 }
  spec.offerings.forEach(({ purchase, pricePerHour }, offering) => {
    cost[purchase] += nodesByOffering[offering] * pricePerHour
  })
  metrics.costPerHour.set(nowUs, cost['on-demand'] + cost.spot)
  metrics.spotCostPerHour.set(nowUs, cost.spot)
}
