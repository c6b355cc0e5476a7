/** Durations of finished waits: kept one by one, so that percentiles are exact. */
export class Durations {
  count = 0
  sumUs = 0
  private us = new Float64Array(256)
  private sorted = true

  record(durationUs: number): void {
    if (this.count === this.us.length) {
      const longer = new Float64Array(this.count * 2)
      longer.set(this.us)
      this.us = longer
    }
    this.us[this.count++] = durationUs
    this.sumUs += durationUs
    this.sorted = false
  }

  /** Those of several workloads together. */
  static all(parts: readonly Durations[]): Durations {
    if (parts.length === 1) return parts[0]
    const all = new Durations()
    for (const { us, count } of parts) for (let i = 0; i < count; i++) all.record(us[i])
    return all
  }

  meanSeconds(): number | null {
    return this.count === 0 ? null : this.sumUs / this.count / 1e6
  }

  /** The smallest duration that at least this share of all stay within (nearest rank). */
  quantileSeconds(share: number): number | null {
    if (this.count === 0) return null
    if (!this.sorted) {
      this.us.subarray(0, this.count).sort()
      this.sorted = true
    }
    return this.us[Math.max(0, Math.ceil(share * this.count) - 1)] / 1e6
  }
}
