import { formatCpu, formatMemory } from '../base/quantity.ts'
import type { Amounts } from '../model/amounts.ts'

/** Text of an amount in a resource's own unit, for messages. */
export function amountText(resource: string, amount: number): string {
  if (resource === 'cpu') return formatCpu(amount)
  return resource === 'memory' || resource === 'ephemeral-storage' ? formatMemory(amount) : String(amount)
}

/** Every amount of `inner` that is larger than the same amount of `outer`. */
export function exceeding(
  inner: Amounts,
  outer: Amounts,
): { readonly resource: string; readonly inner: string; readonly outer: string }[] {
  return Object.entries(inner).flatMap(([resource, amount]) => {
    const bound = outer[resource]
    if (bound === undefined || amount <= bound) return []
    return [{ resource, inner: amountText(resource, amount), outer: amountText(resource, bound) }]
  })
}
