import type { PodGroup } from '../../pod-group.ts'

/** Flags of kube-controller-manager that decide whose samples count. */
export interface ReadinessRules {
  /** --horizontal-pod-autoscaler-cpu-initialization-period */
  readonly cpuInitializationUs: number
  /** --horizontal-pod-autoscaler-initial-readiness-delay */
  readonly initialReadinessDelayUs: number
}

/** How the autoscaler takes a pod: `ready` counts with its sample, `unready` and `missing` may get an assumed one. */
export type PodStanding = 'ready' | 'unready' | 'missing' | 'ignored'

/** Where a pod stands (replica_calculator.go, groupPods). Readiness is only looked into for cpu, which starting up uses too. */
export function standingOf(group: PodGroup, isCpu: boolean, nowUs: number, rules: ReadinessRules): PodStanding {
  if (group.deleting || group.phase === 'Failed') return 'ignored'
  if (group.phase === 'Pending') return 'unready'
  if (group.sample === null) return 'missing'
  return isCpu && isUnready(group, group.sample, nowUs, rules) ? 'unready' : 'ready'
}

function isUnready(
  { ready, startedUs, readyChangedUs }: PodGroup,
  sample: { readonly atUs: number; readonly windowUs: number },
  nowUs: number,
  rules: ReadinessRules,
): boolean {
  if (ready === null || startedUs === null) return true
  if (startedUs + rules.cpuInitializationUs > nowUs) return !ready || sample.atUs < readyChangedUs + sample.windowUs
  return !ready && startedUs + rules.initialReadinessDelayUs > readyChangedUs
}
