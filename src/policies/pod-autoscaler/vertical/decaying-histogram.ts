/** Each bucket is 5 % wider than the one before (VPA's recommender, pkg/recommender/model/aggregations_config.go). */
const GROWTH = 1.05

/** Weight of a day ago counts half. */
const HALF_LIFE_US = 86_400e6

/** Samples by size in buckets that grow exponentially; what is older weighs less. */
export class DecayingHistogram {
  total = 0
  /** Where each bucket begins. */
  private readonly starts: number[] = [0]
  private readonly weights: Float64Array
  private lastUs = 0

  constructor(firstBucket: number, max: number) {
    for (let start = 0, width = firstBucket; start < max; width *= GROWTH) {
      start += width
      this.starts.push(start)
    }
    this.weights = new Float64Array(this.starts.length)
  }

  add(value: number, weight: number, nowUs: number): void {
    this.age(nowUs)
    this.weights[this.bucketOf(value)] += weight
    this.total += weight
  }

  /** The end of the bucket up to which so much of the weight lies, `besides` counted as one more sample; 0 without any. */
  percentile(share: number, besides: number | null = null): number {
    const extra = besides === null ? -1 : this.bucketOf(besides)
    const threshold = share * (this.total + (besides === null ? 0 : 1))
    let sum = 0
    for (let bucket = 0; bucket < this.weights.length; bucket++) {
      sum += this.weights[bucket] + (bucket === extra ? 1 : 0)
      if (sum > 0 && sum >= threshold) return this.starts[Math.min(bucket + 1, this.starts.length - 1)]
    }
    return 0
  }

  private age(nowUs: number): void {
    if (nowUs === this.lastUs) return
    const kept = Math.exp((-Math.LN2 * (nowUs - this.lastUs)) / HALF_LIFE_US)
    for (let bucket = 0; bucket < this.weights.length; bucket++) this.weights[bucket] *= kept
    this.total *= kept
    this.lastUs = nowUs
  }

  private bucketOf(value: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle] <= value) low = middle
      else high = middle - 1
    }
    return low
  }
}
