/** Scales of exponential waits are kept five percent apart; a scale in between is split so that the mean wait is exact. */
const RATIO = 1.05
const LOG_RATIO = Math.log(RATIO)

const NOBODY: ReadonlyMap<number, number> = new Map()

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
  /** Indices of the scale, in order of their first use, and how many requests waited like that. A step of the time axis has a few. */
  readonly scales: number[] = []
  readonly exponential: number[] = []
  /** By bin: requests. */
  within: ReadonlyMap<number, number> = NOBODY

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
    this.growScale(index, requests * (1 - upper))
    this.growScale(index + 1, requests * upper)
  }

  private growScale(index: number, by: number): void {
    if (!(by > 0)) return
    const at = this.scales.lastIndexOf(index)
    if (at !== -1) {
      this.exponential[at] += by
      return
    }
    this.scales.push(index)
    this.exponential.push(by)
  }

  addWithin(requests: number, bin: number): void {
    this.count += requests
    grow(this.bins(), bin, requests)
  }

  /** Most stretches of time see no backlog. */
  private bins(): Map<number, number> {
    if (this.within === NOBODY) this.within = new Map()
    return this.within as Map<number, number>
  }

  addAll(other: WaitMix): void {
    this.count += other.count
    this.notAtAll += other.notAtAll
    for (let i = 0; i < other.scales.length; i++) this.growScale(other.scales[i], other.exponential[i])
    for (const [bin, requests] of other.within) grow(this.bins(), bin, requests)
  }
}

function grow(map: Map<number, number>, key: number, by: number): void {
  if (by > 0) map.set(key, (map.get(key) ?? 0) + by)
}
