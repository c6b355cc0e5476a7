/**
 * A level over time, integrated exactly: the area under it grows at every change, nothing is sampled.
 * Time is cut into equal buckets; each keeps its own area and its highest level. A level that lasts no time counts nowhere.
 */
export class TimeWeighted {
  level = 0
  /** Level × seconds since time 0. */
  area = 0
  max = 0
  readonly bucketArea: Float64Array
  readonly bucketMax: Float64Array
  private readonly bucketUs: number
  private lastUs = 0
  private bucket = 0

  constructor(bucketUs: number, buckets: number) {
    this.bucketUs = bucketUs
    this.bucketArea = new Float64Array(buckets)
    this.bucketMax = new Float64Array(buckets)
  }

  /** What stays as it is costs nothing; its area is brought up when it changes, or at the end. */
  set(nowUs: number, level: number): void {
    if (level === this.level) return
    if (nowUs !== this.lastUs) this.advance(nowUs)
    this.level = level
  }

  add(nowUs: number, change: number): void {
    this.set(nowUs, this.level + change)
  }

  /** Adds an amount that came all at once, such as requests dropped at an instant; at the end of the axis to its last bucket. */
  addImpulse(nowUs: number, amount: number): void {
    if (nowUs !== this.lastUs) this.advance(nowUs)
    this.area += amount
    this.bucketArea[Math.min(this.bucket, this.bucketArea.length - 1)] += amount
  }

  /** Brings the areas up to `nowUs` with the level unchanged. */
  advance(nowUs: number): void {
    while (this.lastUs < nowUs) {
      const bucketEndUs = (this.bucket + 1) * this.bucketUs
      const untilUs = nowUs < bucketEndUs ? nowUs : bucketEndUs
      const area = (this.level * (untilUs - this.lastUs)) / 1e6
      this.area += area
      if (this.level > this.max) this.max = this.level
      if (this.bucket < this.bucketArea.length) {
        this.bucketArea[this.bucket] += area
        if (this.level > this.bucketMax[this.bucket]) this.bucketMax[this.bucket] = this.level
      }
      this.lastUs = untilUs
      if (untilUs === bucketEndUs) this.bucket++
    }
  }
}
