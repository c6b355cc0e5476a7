import type { PodGroup } from '../../pod-group.ts'
import { type ReadinessRules, standingOf } from './grouping.ts'

/** Pods of one standing: how many, what they use and what they request, in whole units (int64 in Kubernetes). */
export interface Total {
  pods: number
  usage: number
  request: number
}

/** What one metric says of all pods. */
export interface Tally {
  /** Pods whose sample counts. */
  readonly ready: Total
  /** Their usage is not looked at. */
  readonly unready: Total
  /** Their usage is what it would be if they were busy. */
  readonly missing: Total
  /** Samples of pods that are no longer there. */
  readonly strays: Pick<Total, 'pods' | 'usage'>
}

const none = (): Total => ({ pods: 0, usage: 0, request: 0 })

const NO_STRAYS = { pods: 0, usage: 0 }

/** How one metric is read off a pod. */
export interface Reading<Group extends PodGroup> {
  readonly isCpu: boolean
  usage(group: Group): number
  request(group: Group): number
  /** What a pod without a sample is taken to use when it is taken to be busy. */
  busy(group: Group): number
}

/** Sums a metric over pods by where they stand. */
export function tally<Group extends PodGroup>(
  groups: readonly Group[],
  reading: Reading<Group>,
  nowUs: number,
  rules: ReadinessRules,
  strays: Tally['strays'] = NO_STRAYS,
): Tally {
  const totals = { ready: none(), unready: none(), missing: none(), strays }
  for (const group of groups) {
    const standing = standingOf(group, reading.isCpu, nowUs, rules)
    if (standing === 'ignored') continue
    const total = totals[standing]
    total.pods += group.count
    total.request += group.count * reading.request(group)
    if (standing === 'ready') total.usage += group.count * reading.usage(group)
    if (standing === 'missing') total.usage += group.count * reading.busy(group)
  }
  return totals
}
