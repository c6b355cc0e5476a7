import type { FunctionState, Run, ServiceState, WorkloadState } from './run.ts'

/** Tells the metrics what a workload's pods are allocated and use from now on. */
export function trackUse(run: Run, workload: WorkloadState): void {
  const { nowUs } = run
  const { allocated, used } = workload.metrics
  for (const { resource, idle, busy } of workload.use) {
    allocated[resource].set(nowUs, workload.requested[resource])
    if (workload.kind === 'job') used[resource].set(nowUs, workload.running * busy)
    else {
      const perReady = idle + (busy - idle) * workload.line.utilisation
      used[resource].set(nowUs, workload.warming * idle + workload.ready * perReady)
    }
  }
}

/** Tells the metrics a function's rates and instances from now on. */
export function trackFunction(run: Run, state: FunctionState): void {
  const { ready, line, instances } = state
  state.metrics.load.set(run.nowUs, line.arrivedPerSecond)
  trackRates(run, state)
  instances.all.set(run.nowUs, state.pods.size)
  const busy = Math.min(ready, line.working)
  instances.busy.set(run.nowUs, busy)
  instances.idle.set(run.nowUs, ready - busy)
  trackUse(run, state)
}

/** Tells the metrics a service's rates from now on. */
export function trackService(run: Run, service: ServiceState): void {
  service.metrics.load.set(run.nowUs, service.line.arrivedPerSecond)
  trackRates(run, service)
  service.metrics.lag.levels(run.nowUs, service.line.load, service.line.capacity)
  if (service.spec.throttled) service.metrics.throttled.set(run.nowUs, service.ready * service.line.fullShare)
  trackUse(run, service)
}

function trackRates(run: Run, service: ServiceState | FunctionState): void {
  const { nowUs } = run
  const { metrics, line } = service
  metrics.capacity.set(nowUs, line.capacity)
  metrics.served.set(nowUs, line.servedPerSecond)
  metrics.lost.set(nowUs, line.lostPerSecond)
  metrics.ready.set(nowUs, service.ready)
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
