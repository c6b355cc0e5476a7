/** When those who wait came: first come, first served. The part that is done with is cut off now and then. */
export class WaitingLine {
  private times: number[] = []
  private from = 0

  get size(): number {
    return this.times.length - this.from
  }

  /** When the first came; there must be one. */
  get first(): number {
    return this.times[this.from]
  }

  add(us: number): void {
    this.times.push(us)
  }

  take(): number {
    const us = this.times[this.from++]
    if (this.from > 1024 && 2 * this.from > this.times.length) {
      this.times = this.times.slice(this.from)
      this.from = 0
    }
    return us
  }
}
