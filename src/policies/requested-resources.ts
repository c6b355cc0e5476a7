import type { PodClass } from '../cluster/pod-class.ts'

/** What a pod asks for, by resource column. */
export function requestedResources({ requests }: PodClass): { readonly resource: number; readonly amount: number }[] {
  return Array.from(requests, (amount, resource) => ({ resource, amount })).filter(({ amount }) => amount > 0)
}
