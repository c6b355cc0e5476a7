import { assert } from '../../base/assert.ts'
import { setReplicas } from '../apply/replicas.ts'
import { KIND } from '../event-kinds.ts'
import { noteDecision } from '../note-decision.ts'
import { viewOf } from '../service-view.ts'
import type { Handler } from './types.ts'

/** A pod autoscaler looks at its service. */
export const podAutoscaler: Handler = (run, index) => {
  const service = run.workloads[index]
  assert(service.kind === 'service', 'only services are scaled')
  const { desired, autoscaler } = service
  const { replicas, reason } = autoscaler.decide(viewOf(run, service))
  assert(Number.isSafeInteger(replicas) && replicas >= 0, `a pod autoscaler asked for ${replicas} replicas`)
  if (replicas !== desired) {
    const direction = Math.sign(replicas - desired)
    service.metrics.changes++
    if (direction === -service.lastDirection) service.metrics.reversals++
    service.lastDirection = direction
    noteDecision(run, `pod autoscaler ${service.spec.name}`, `${desired} → ${replicas} replicas`, reason)
    setReplicas(run, service, replicas)
  }
  const { everyUs } = autoscaler
  if (everyUs !== null && run.nowUs + everyUs < run.durationUs) {
    run.queue.push(run.nowUs + everyUs, KIND['pod-autoscaler'], index)
  }
}
