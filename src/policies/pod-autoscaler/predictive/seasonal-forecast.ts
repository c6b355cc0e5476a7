/** Weight of the newest look in what is known of late. */
const NEWEST = 0.2

/**
 * The load of one season ago and how today differs from it: a seasonal naive forecast with drift. What it foretold is kept until its time
 * comes, so that it knows its own error.
 */
export class SeasonalForecast {
  /** Mean error of late as a share of the mean load of late. */
  error = 0
  private readonly season: number
  /** Loads of the last season, by look. */
  private readonly seen: Float64Array
  /** What was foretold, by the look that it is for. */
  private readonly foretold: Float64Array
  private looks = 0
  private drift = 0
  private errorMean = 0
  private loadMean = 0

  constructor(season: number) {
    this.season = season
    this.seen = new Float64Array(season)
    this.foretold = new Float64Array(season).fill(Number.NaN)
  }

  get isNew(): boolean {
    return this.looks === 0
  }

  /** The season before the first look, look by look. */
  recall(loadAt: (look: number) => number): void {
    for (let look = 0; look < this.season; look++) this.seen[look] = loadAt(look)
    this.looks = this.season
  }

  /** Takes a look, and foretells the load so many looks ahead. */
  observe(load: number, ahead: number): void {
    const slot = this.looks % this.season
    const foretold = this.foretold[slot]
    if (!Number.isNaN(foretold)) this.judge(foretold, load)
    this.foretold[slot] = Number.NaN
    if (this.looks >= this.season) this.drift += NEWEST * (load - this.seen[slot] - this.drift)
    this.seen[slot] = load
    this.looks++
    const next = this.at(ahead)
    if (next !== null) this.foretold[(slot + ahead) % this.season] = next
  }

  /** The highest load of the looks to come up to that one; null while no season has been seen. */
  highestWithin(ahead: number): number | null {
    let highest: number | null = null
    for (let look = 1; look <= ahead; look++) {
      const next = this.at(look)
      if (next !== null) highest = Math.max(highest ?? 0, next)
    }
    return highest
  }

  private at(ahead: number): number | null {
    if (this.looks < this.season) return null
    return Math.max(0, this.seen[(this.looks - 1 + ahead) % this.season] + this.drift)
  }

  private judge(foretold: number, load: number): void {
    this.errorMean += NEWEST * (Math.abs(foretold - load) - this.errorMean)
    this.loadMean += NEWEST * (load - this.loadMean)
    this.error = this.errorMean === 0 ? 0 : this.errorMean / this.loadMean
  }
}
