import type { Moments } from './moments.ts'

export interface PriorityClass {
  readonly arrivalRate: number
  readonly service: Moments
}

/**
 * Mean wait per class, highest first, at one server that finishes what it has begun: A. Cobham, "Priority assignment in waiting
 * line problems" (1954). Infinity from the class on that no time is left for.
 */
export function priorityWaits(classes: readonly PriorityClass[]): number[] {
  const residual = classes.reduce((sum, { arrivalRate, service }) => sum + (arrivalRate * service.second) / 2, 0)
  let above = 0
  return classes.map(({ arrivalRate, service }) => {
    const upTo = above + arrivalRate * service.first
    const wait = upTo < 1 ? residual / ((1 - above) * (1 - upTo)) : Infinity
    above = upTo
    return wait
  })
}
