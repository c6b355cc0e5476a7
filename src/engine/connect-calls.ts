import { assert } from '../base/assert.ts'
import { callOrder } from '../model/call-order.ts'
import type { ServiceState, WorkloadState } from './run.ts'

/** Lets services know whom they call and who calls them; gives them back in the order in which load runs through them. */
export function connectCalls(workloads: readonly WorkloadState[]): readonly ServiceState[] {
  const services = workloads.filter((workload) => workload.kind === 'service')
  const byName = new Map(services.map((service) => [service.spec.name, service]))
  for (const caller of services) {
    for (const { service, perRequest } of caller.spec.calls) {
      const callee = byName.get(service)
      assert(callee !== undefined, `no service "${service}": calls are checked before anything runs`)
      caller.calls.push({ callee, perRequest })
      callee.callers.push({ caller, perRequest })
    }
  }
  const found = callOrder(services.map(({ spec }) => spec))
  assert('order' in found, 'calls in a circle: they are looked for before anything runs')
  return found.order.flatMap((name, rank) => {
    const service = byName.get(name)
    if (service === undefined) return []
    service.rank = rank
    return [service]
  })
}
