import { KIND } from './event-kinds.ts'
import type { Run, ServiceState } from './run.ts'
import { trackService } from './track.ts'

/**
 * Carries a service's request line up to now and on with new rates; call it whenever the load that comes of itself or the number of
 * ready replicas changed. What it answers from now on is what the services that it calls get, and so on down the calls.
 */
export function refreshService(run: Run, service: ServiceState, ownLoad = service.ownLoad): void {
  service.ownLoad = ownLoad
  carryOn(run, service)
  if (service.calls.length === 0) return
  const below = new Set(service.calls.map(({ callee }) => callee))
  for (let rank = service.rank + 1; below.size > 0; rank++) {
    const next = run.callOrder[rank]
    if (!below.delete(next)) continue
    if (loadOf(next) === next.line.load) continue
    carryOn(run, next)
    for (const { callee } of next.calls) below.add(callee)
  }
}

function carryOn(run: Run, service: ServiceState): void {
  const { line } = service
  line.advance(run.nowUs)
  const dropped = line.setRates(loadOf(service), service.ready, service.ownLoad)
  if (dropped > 0) service.metrics.lost.addImpulse(run.nowUs, dropped)
  service.history?.note(run.nowUs, line, service.ready)
  trackService(run, service)
  if (exceedsMemory(service)) run.queue.push(run.nowUs, KIND['out-of-memory'], service.index)
  if (line.nextTurnUs < run.durationUs)
    run.queue.push(line.nextTurnUs, KIND['backlog-turn'], service.index, ++service.turn)
}

/** Whether ready replicas have more requests to hold in memory than their limit lets them. */
export function exceedsMemory({ line, ready, spec }: ServiceState): boolean {
  return spec.memoryBound !== null && ready > 0 && line.utilisation > spec.memoryBound
}

/** What comes of itself, and the calls for what the callers answer. */
function loadOf({ ownLoad, callers }: ServiceState): number {
  let load = ownLoad
  for (const { caller, perRequest } of callers) load += caller.line.servedPerSecond * perRequest
  return load
}
