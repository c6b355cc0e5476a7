import type { Random } from '../../base/random.ts'

/**
 * A Poisson process whose rate is changed from outside. What is left of the way to the next arrival is walked at the new rate, so that a
 * change draws nothing and the same load meets the same arrivals, however often it is told.
 */
export class PoissonArrivals {
  /** Infinity: nobody comes at this rate. */
  nextUs = Number.POSITIVE_INFINITY
  private perUs = 0
  /** Exponential with mean 1; null: not drawn yet. */
  private way: number | null = null
  private readonly random: Random

  constructor(random: Random) {
    this.random = random
  }

  setRate(nowUs: number, perSecond: number): void {
    if (this.perUs > 0) this.way = (this.nextUs - nowUs) * this.perUs
    else this.way ??= this.draw()
    this.perUs = perSecond / 1e6
    this.nextUs = this.perUs > 0 ? nowUs + this.way / this.perUs : Number.POSITIVE_INFINITY
  }

  /** From the arrival that is now on to the one after it. */
  step(): void {
    this.nextUs += this.draw() / this.perUs
  }

  private draw(): number {
    return -Math.log(1 - this.random.uniform())
  }
}
