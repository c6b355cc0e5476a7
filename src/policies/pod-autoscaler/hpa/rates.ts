import type { ScaleEvents } from './scale-events.ts'
import type { ScalingPolicy, ScalingRules } from './scaling-rules.ts'

export interface Changes {
  readonly up: ScaleEvents
  readonly down: ScaleEvents
}

export interface ReplicaLimits {
  readonly min: number
  readonly max: number
}

/** What kept a recommendation from being followed, in the words of the HPA's conditions. */
export type LimitReason =
  | 'DesiredWithinRange'
  | 'TooFewReplicas'
  | 'TooManyReplicas'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'

export interface Limited {
  readonly replicas: number
  readonly reason: LimitReason
}

/** Replicas when the policy's period began. */
function atPeriodStart(current: number, { periodUs }: ScalingPolicy, changes: Changes, nowUs: number): number {
  return current - changes.up.within(periodUs, nowUs) + changes.down.within(periodUs, nowUs)
}

/** The most replicas that the rules allow by now; growth by a percentage rounds up. */
function upLimit(current: number, { select, policies }: ScalingRules, changes: Changes, nowUs: number): number {
  if (select === 'Disabled') return current
  const limits = policies.map((policy) => {
    const start = atPeriodStart(current, policy, changes, nowUs)
    return policy.type === 'Pods' ? start + policy.value : Math.ceil(start * (1 + policy.value / 100))
  })
  return Math.max(current, select === 'Min' ? Math.min(...limits) : Math.max(...limits))
}

/** The fewest replicas that the rules allow by now; what a percentage leaves is truncated. */
function downLimit(current: number, { select, policies }: ScalingRules, changes: Changes, nowUs: number): number {
  if (select === 'Disabled') return current
  const limits = policies.map((policy) => {
    const start = atPeriodStart(current, policy, changes, nowUs)
    return policy.type === 'Pods' ? start - policy.value : Math.trunc(start * (1 - policy.value / 100))
  })
  return Math.min(current, select === 'Min' ? Math.max(...limits) : Math.min(...limits))
}

/** Holds a wish to what the rules allow within their periods, and to the bounds (horizontal.go, with behavior). */
export function limitedByRules(
  { current, desired }: { readonly current: number; readonly desired: number },
  { min, max }: ReplicaLimits,
  rules: { readonly up: ScalingRules; readonly down: ScalingRules },
  changes: Changes,
  nowUs: number,
): Limited {
  if (desired > current) {
    const limit = upLimit(current, rules.up, changes, nowUs)
    const most = Math.min(max, limit)
    if (desired > most) return { replicas: most, reason: max > limit ? 'ScaleUpLimit' : 'TooManyReplicas' }
  } else if (desired < current) {
    const limit = downLimit(current, rules.down, changes, nowUs)
    const fewest = Math.max(min, limit)
    if (desired < fewest) return { replicas: fewest, reason: min < limit ? 'ScaleDownLimit' : 'TooFewReplicas' }
  }
  return { replicas: desired, reason: 'DesiredWithinRange' }
}

/** Without `behavior`: at most double, but four at once are always allowed. */
export function limitedByDefault(current: number, desired: number, { min, max }: ReplicaLimits): Limited {
  const limit = Math.max(2 * current, 4)
  const most = Math.min(max, limit)
  if (desired < min) return { replicas: min, reason: 'TooFewReplicas' }
  if (desired > most) return { replicas: most, reason: max > limit ? 'ScaleUpLimit' : 'TooManyReplicas' }
  return { replicas: desired, reason: 'DesiredWithinRange' }
}
