import { POD_PULLING } from '../../cluster/pod-table.ts'
import { KIND } from '../event-kinds.ts'
import { refreshService } from '../refresh-service.ts'
import type { Run, ServiceState } from '../run.ts'
import { advancePod } from './pods.ts'

/** Kubernetes' CrashLoopBackOff: at once the first time, then after 10 s, doubled up to 5 min; forgotten after 10 min without a crash. */
const BACKOFF_US = 10_000_000
const BACKOFF_MAX_US = 300_000_000
const FORGOTTEN_US = 600_000_000

/** A container is killed in the middle of its work and starts again on its node; requests that it worked on are lost. */
export function restartPod(run: Run, service: ServiceState, pod: number): void {
  const { cluster, queue, nowUs } = run
  const { metrics, spec, line } = service
  const sinceReady = (nowUs - cluster.pods.readyUs[pod]) / 1e6
  const inFlight = Math.min(
    line.utilisation * spec.placesPerReplica,
    (sinceReady * line.servedPerSecond) / service.ready,
  )
  metrics.lost.addImpulse(nowUs, inFlight)
  metrics.served.addImpulse(nowUs, -inFlight)
  metrics.oomKills++
  const before = nowUs - cluster.pods.readyUs[pod] >= FORGOTTEN_US ? 0 : (service.restarts.get(pod) ?? 0)
  service.restarts.set(pod, before + 1)
  cluster.setPodState(pod, POD_PULLING)
  run.metrics.stages.pulling.level.add(nowUs, 1)
  metrics.lag.restarted(pod, nowUs)
  service.ready--
  refreshService(run, service)
  if (before === 0) advancePod(run, pod)
  else queue.push(nowUs + backoffUs(before), KIND['pod-stage'], pod, cluster.pods.generation[pod])
}

function backoffUs(crashes: number): number {
  let us = BACKOFF_US
  for (let i = 1; i < crashes && us < BACKOFF_MAX_US; i++) us *= 2
  return Math.min(us, BACKOFF_MAX_US)
}
