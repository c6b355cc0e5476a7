import { KIND } from './event-kinds.ts'
import type { Run, ServiceState } from './run.ts'
import { trackService } from './track.ts'

/** Carries a service's request line up to now and on with new rates; call it whenever load or ready replicas changed. */
export function refreshService(run: Run, service: ServiceState, load = service.line.load): void {
  const { line } = service
  line.advance(run.nowUs)
  const dropped = line.setRates(load, service.ready)
  if (dropped > 0) service.metrics.lost.addImpulse(run.nowUs, dropped)
  trackService(run, service)
  if (line.nextTurnUs < run.durationUs)
    run.queue.push(line.nextTurnUs, KIND['backlog-turn'], service.index, ++service.turn)
}
