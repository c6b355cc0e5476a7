import { assert } from '../../base/assert.ts'
import { formatCpu, formatMemory } from '../../base/quantity.ts'
import type { PodSizes } from '../../policies/pod-autoscaler/types.ts'
import { setReplicas } from '../apply/replicas.ts'
import { replacePods, setRequests } from '../apply/resize.ts'
import { KIND } from '../event-kinds.ts'
import { noteDecision } from '../note-decision.ts'
import type { Run, ServiceState } from '../run.ts'
import { viewOf } from '../service-view.ts'
import type { Handler } from './types.ts'

/** A pod autoscaler looks at its service. */
export const podAutoscaler: Handler = (run, index) => {
  const service = run.workloads[index]
  assert(service.kind === 'service', 'only services are scaled')
  const { desired, autoscaler } = service
  const { replicas, reason, sizes } = autoscaler.decide(viewOf(run, service))
  assert(Number.isSafeInteger(replicas) && replicas >= 0, `a pod autoscaler asked for ${replicas} replicas`)
  if (replicas !== desired) {
    const direction = Math.sign(replicas - desired)
    service.metrics.changes++
    if (direction === -service.lastDirection) service.metrics.reversals++
    service.lastDirection = direction
    noteDecision(run, `pod autoscaler ${service.spec.name}`, `${desired} → ${replicas} replicas`, reason)
    setReplicas(run, service, replicas)
  }
  if (sizes !== undefined) resize(run, service, sizes, reason)
  const { everyUs } = autoscaler
  if (everyUs !== null && run.nowUs + everyUs < run.durationUs) {
    run.queue.push(run.nowUs + everyUs, KIND['pod-autoscaler'], index)
  }
}

/** New pods get other requests, and some of the present ones are replaced. */
function resize(run: Run, service: ServiceState, sizes: PodSizes, reason: string): void {
  const actor = `pod autoscaler ${service.spec.name}`
  const { cpu, memory } = sizes.requests
  const texts = [
    cpu === undefined ? [] : `cpu ${formatCpu(cpu)}`,
    memory === undefined ? [] : `memory ${formatMemory(memory)}`,
  ]
  if (setRequests(run, service, sizes.requests)) noteDecision(run, actor, `requests ${texts.flat().join(', ')}`, reason)
  const replaced = replacePods(run, service, sizes)
  if (replaced > 0) noteDecision(run, actor, `replaces ${replaced} pod${replaced === 1 ? '' : 's'}`, reason)
}
