import type { Toleration } from '../model/workload.ts'

/** Kubernetes' rule: an empty key with Exists tolerates all; an absent effect matches every effect; Exists ignores the value. */
export function tolerates(
  tolerations: readonly Toleration[],
  taint: { readonly key: string; readonly value: string; readonly effect: string },
): boolean {
  return tolerations.some((toleration) => {
    if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false
    const key = toleration.key ?? ''
    if (key !== '' && key !== taint.key) return false
    if (toleration.operator === 'Exists') return true
    return key !== '' && (toleration.value ?? '') === taint.value
  })
}
