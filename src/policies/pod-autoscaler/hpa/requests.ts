import type { RunningContainers } from '../../../model/pod-requests.ts'

/**
 * The request that a utilisation is a share of (replica_calculator.go, calculateRequests): of one container, or of the pod as a
 * whole, or of all containers and sidecars. Every one of them must have one.
 */
export function requestFor(
  { containers, initContainers, podRequests = {} }: RunningContainers,
  resource: string,
  container: string | null,
): { readonly amount: number } | { readonly error: string } {
  const whole = podRequests[resource]
  if (container === null && whole !== undefined) return { amount: whole }
  const running = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')]
  const counted = running.filter(({ name }) => container === null || name === container)
  if (counted.length === 0) return { error: `no container named "${container}"` }
  let amount = 0
  for (const { name, requests } of counted) {
    const request = requests[resource]
    if (request === undefined) return { error: `missing request for ${resource} in container ${name}` }
    amount += request
  }
  return { amount }
}
