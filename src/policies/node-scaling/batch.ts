/** Collects waiting pods until no more of them come, or the first has waited long enough. */
export class Batch {
  private readonly idleUs: number
  private readonly mostUs: number
  private startUs: number | null = null
  private growthUs = 0
  private count = 0

  constructor(idleUs: number, mostUs: number) {
    this.idleUs = idleUs
    this.mostUs = mostUs
  }

  isDue(waiting: number, nowUs: number): boolean {
    if (waiting === 0) this.done()
    else if (this.startUs === null) this.startUs = nowUs
    if (waiting > this.count) this.growthUs = nowUs
    this.count = waiting
    if (this.startUs === null) return false
    return nowUs - this.growthUs >= this.idleUs || nowUs - this.startUs >= this.mostUs
  }

  done(): void {
    this.startUs = null
  }
}
