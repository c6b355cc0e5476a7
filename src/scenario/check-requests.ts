import { curveExtent } from '../load/curve-extent.ts'
import { callOrder } from '../model/call-order.ts'
import type { Scenario, Variant } from '../model/scenario.ts'
import type { ServiceWorkload } from '../model/workload.ts'
import { type Finding, finding } from './finding.ts'
import { MAX_REQUESTS, MAX_STEPS } from './limits.ts'
import { timeAxis } from './time-axis.ts'

interface Expected {
  readonly kind: 'service' | 'function'
  /** Position in the list of workloads. */
  readonly index: number
  readonly requests: number
}

/** Requests that are reckoned with one by one, in all variants together: each costs time, so their number must be meant. */
export function checkRequests(scenario: Scenario, allowed = MAX_REQUESTS): Finding[] {
  const expected = scenario.variants.flatMap((variant) => countedRequests(variant, scenario))
  const total = expected.reduce((sum, { requests }) => sum + requests, 0)
  if (total <= allowed) return []
  const { kind, index } = expected.reduce((most, each) => (each.requests > most.requests ? each : most))
  const rounded = Number(total.toPrecision(3))
  const message = `about ${rounded} requests are reckoned with one by one, in all variants together; the limit is ${allowed}`
  const fluid = kind === 'service' ? 'write fidelity: fluid, or ' : 'write '
  const hint = `${fluid}a shorter duration, or allow them: maxRequests: ${Math.ceil(rounded * 1.1)}`
  return [finding(['workloads', index, kind, kind === 'service' ? 'fidelity' : 'load'], message, hint)]
}

/** What the load and the callers are expected to send, if nothing is lost on the way. */
function countedRequests({ workloads }: Variant, { durationUs, start, resolutionUs }: Scenario): Expected[] {
  const axis = timeAxis(durationUs, start)
  const isCounted = workloads.some((each) => each.kind === 'function' || isOneByOne(each))
  if (!isCounted) return []
  const totals = new Map(
    workloads.flatMap((workload) =>
      workload.kind === 'job'
        ? []
        : [[workload.name, curveExtent(workload.load, axis, resolutionUs, MAX_STEPS).total] as const],
    ),
  )
  addCalls(
    totals,
    workloads.filter((workload) => workload.kind === 'service'),
  )
  return workloads.flatMap((workload, index): Expected[] => {
    const requests = totals.get(workload.name) ?? 0
    if (workload.kind === 'function') return [{ kind: 'function', index, requests }]
    return isOneByOne(workload) ? [{ kind: 'service', index, requests }] : []
  })
}

function isOneByOne(workload: Variant['workloads'][number]): boolean {
  return workload.kind === 'service' && workload.fidelity === 'requests'
}

function addCalls(totals: Map<string, number>, services: readonly ServiceWorkload[]): void {
  const found = callOrder(services)
  if ('cycle' in found) return
  const byName = new Map(services.map((service) => [service.name, service]))
  for (const caller of found.order) {
    for (const { service, perRequest } of byName.get(caller)?.calls ?? []) {
      totals.set(service, (totals.get(service) ?? 0) + (totals.get(caller) ?? 0) * perRequest)
    }
  }
}
