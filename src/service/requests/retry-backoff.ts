import type { Random } from '../../base/random.ts'

/** How long a request that failed stays away before it is tried again. */
export interface RetryBackoff {
  readonly baseUs: number
  readonly maxUs: number
}

/**
 * Exponential with full jitter: before its n-th retry a request stays away for a time that is uniform between 0 and base × (2ⁿ − 1), at most the
 * maximum. This is Envoy's rule (envoy.config.route.v3.RetryPolicy.RetryBackOff).
 */
export function backoffUs({ baseUs, maxUs }: RetryBackoff, retry: number, random: Random): number {
  return random.uniform() * Math.min(maxUs, baseUs * ((1 << retry) - 1))
}
