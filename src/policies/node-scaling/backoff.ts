/** How long a group whose nodes did not come is left alone: doubling, anew after a while without failures (cluster-autoscaler, utils/backoff). */
export class Backoff {
  private readonly rules: { readonly firstUs: number; readonly longestUs: number; readonly resetUs: number }
  private readonly groups = new Map<string, { seen: number; lengthUs: number; failedUs: number; untilUs: number }>()

  constructor(rules: Backoff['rules']) {
    this.rules = rules
  }

  /** `failures`: how many there have been so far. */
  failed(group: string, failures: number, nowUs: number): void {
    const { firstUs, longestUs, resetUs } = this.rules
    const known = this.groups.get(group) ?? { seen: 0, lengthUs: 0, failedUs: Number.NEGATIVE_INFINITY, untilUs: 0 }
    if (failures === known.seen) return
    const anew = nowUs - known.failedUs > resetUs
    const lengthUs = anew ? firstUs : Math.min(longestUs, known.lengthUs * 2)
    this.groups.set(group, { seen: failures, lengthUs, failedUs: nowUs, untilUs: nowUs + lengthUs })
  }

  isOn(group: string, nowUs: number): boolean {
    return nowUs < (this.groups.get(group)?.untilUs ?? 0)
  }
}
