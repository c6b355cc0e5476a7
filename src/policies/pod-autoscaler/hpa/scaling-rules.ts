import { US_PER_MINUTE, US_PER_SECOND } from '../../../base/time.ts'

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent'
  readonly value: number
  readonly periodUs: number
}

/** One direction of `behavior`, every default filled in. */
export interface ScalingRules {
  readonly windowUs: number
  readonly select: 'Max' | 'Min' | 'Disabled'
  readonly policies: readonly ScalingPolicy[]
}

/** What the API fills in once `behavior` is there at all (pkg/apis/autoscaling/v2/defaults.go). */
export const DEFAULT_UP: ScalingRules = {
  windowUs: 0,
  select: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodUs: 15 * US_PER_SECOND },
    { type: 'Percent', value: 100, periodUs: 15 * US_PER_SECOND },
  ],
}

export const DEFAULT_DOWN: ScalingRules = {
  windowUs: 5 * US_PER_MINUTE,
  select: 'Max',
  policies: [{ type: 'Percent', value: 100, periodUs: 15 * US_PER_SECOND }],
}

export function longestPeriodUs({ policies }: ScalingRules): number {
  return policies.reduce((longest, { periodUs }) => Math.max(longest, periodUs), 0)
}
