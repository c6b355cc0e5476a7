/** Scales of exponential waits are kept five percent apart; a scale in between is split so that the mean wait is exact. */
const RATIO = 1.05
const LOG_RATIO = Math.log(RATIO)

/** The mean of exponential waits with this index. */
export function scaleOf(index: number): number {
  return Math.exp(index * LOG_RATIO)
}

/**
 * How many requests waited how: not at all, for an exponential time (by its mean), or for a time within a bin of the service's
 * latency scale. Its size is bounded by the number of bins, whatever the number of requests.
 */
export class WaitMix {
  count = 0
  notAtAll = 0
  /** By index of the scale: requests. */
  readonly exponential = new Map<number, number>()
  /** By bin: requests. */
  readonly within = new Map<number, number>()

  addNotAtAll(requests: number): void {
    this.count += requests
    this.notAtAll += requests
  }

  addExponential(requests: number, meanSeconds: number): void {
    if (requests === 0) return
    this.count += requests
    const index = Math.floor(Math.log(meanSeconds) / LOG_RATIO)
    const low = scaleOf(index)
    const upper = Math.min(1, Math.max(0, (meanSeconds / low - 1) / (RATIO - 1)))
    grow(this.exponential, index, requests * (1 - upper))
    grow(this.exponential, index + 1, requests * upper)
  }

  addWithin(requests: number, bin: number): void {
    this.count += requests
    grow(this.within, bin, requests)
  }

  addAll(other: WaitMix): void {
    this.count += other.count
    this.notAtAll += other.notAtAll
    for (const [index, requests] of other.exponential) grow(this.exponential, index, requests)
    for (const [bin, requests] of other.within) grow(this.within, bin, requests)
  }
}

function grow(map: Map<number, number>, key: number, by: number): void {
  if (by > 0) map.set(key, (map.get(key) ?? 0) + by)
}
