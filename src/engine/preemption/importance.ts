import type { Cluster } from '../../cluster/cluster.ts'

/** A pod that may have to go, as it was before anything was tried. */
export interface Victim {
  readonly pod: number
  readonly priority: number
  readonly startedUs: number
  readonly sequence: number
}

export function victimOf({ pods, classes }: Cluster, pod: number): Victim {
  const { priority } = classes[pods.podClass[pod]]
  return { pod, priority, startedUs: pods.boundUs[pod], sequence: pods.sequence[pod] }
}

/** More important pods first: higher priority, then who has run longer; creation settles what is left. */
export function byImportance(a: Victim, b: Victim): number {
  return b.priority - a.priority || a.startedUs - b.startedUs || a.sequence - b.sequence
}

/** When the first of the highest-priority victims started. */
export function earliestStartUs(victims: readonly Pick<Victim, 'priority' | 'startedUs'>[]): number {
  let highest = Number.NEGATIVE_INFINITY
  let earliestUs = Number.POSITIVE_INFINITY
  for (const { priority, startedUs } of victims) {
    if (priority > highest) {
      highest = priority
      earliestUs = startedUs
    } else if (priority === highest) earliestUs = Math.min(earliestUs, startedUs)
  }
  return earliestUs
}
