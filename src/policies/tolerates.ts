import type { Toleration } from '../model/workload.ts'

interface AnyTaint {
  readonly key: string
  readonly value: string
  readonly effect: string
}

/** Kubernetes' rule: an empty key with Exists tolerates all; an absent effect matches every effect; Exists ignores the value. */
export function tolerates(tolerations: readonly Toleration[], taint: AnyTaint): boolean {
  return tolerations.some((toleration) => {
    if ((toleration.effect ?? '') !== '' && toleration.effect !== taint.effect) return false
    const key = toleration.key ?? ''
    if (key !== '' && key !== taint.key) return false
    if (toleration.operator === 'Exists') return true
    return key !== '' && (toleration.value ?? '') === taint.value
  })
}

/** The PreferNoSchedule taints that a pod would rather stay away from. */
export function untoleratedPreferences<Taint extends AnyTaint>(
  tolerations: readonly Toleration[],
  taints: readonly Taint[],
): Taint[] {
  return taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(tolerations, taint))
}
