import { closestNameHint } from '../base/closest-name.ts'
import { callOrder } from '../model/call-order.ts'
import { type Finding, finding } from './finding.ts'
import { namesIn, type Parts } from './parts.ts'
import type { Path } from './path.ts'
import { nodeAt } from './tree.ts'

/** Calls and ingresses lead to services, and no call comes back to its caller. */
export function checkCalls(parts: Parts): Finding[] {
  const named = namesIn(parts.tree, ['workloads'])
  const jobs = new Set(
    named.filter(({ path }) => nodeAt(parts.tree, [...path, 'job']) !== null).map(({ name }) => name),
  )
  const services = named.map(({ name }) => name).filter((name) => !jobs.has(name))
  const leadsAstray = (path: Path, name: string, at: Finding['at']): Finding[] => {
    if (services.includes(name)) return []
    if (jobs.has(name)) return [{ ...finding(path, `"${name}" is a job; only services answer requests`), at }]
    return [{ ...finding(path, `no service named "${name}"`, closestNameHint(name, services)), at }]
  }
  const calls = parts.workloads.flatMap(({ path, value: { service } }) =>
    (service?.calls ?? []).flatMap((call, index) =>
      leadsAstray([...path, 'service', 'calls', index, 'service'], call.service, 'value'),
    ),
  )
  const ingress = parts.ingress.flatMap(({ path, value }) =>
    Object.keys(value.to).flatMap((name) => leadsAstray([...path, 'to', name], name, 'key')),
  )
  return [...calls, ...ingress, ...circle(parts)]
}

function circle({ workloads }: Parts): Finding[] {
  const callers = workloads.flatMap(({ path, value: { name, service } }) =>
    service === undefined ? [] : [{ name, calls: service.calls, path }],
  )
  const found = callOrder(callers)
  if ('order' in found) return []
  const first = callers.find(({ name }) => name === found.cycle[0])
  const where = [...(first?.path ?? []), 'service', 'calls']
  const message = `services call each other in a circle: ${found.cycle.join(' → ')}`
  return [finding(where, message, 'take one of these calls out; a request would never be answered')]
}
