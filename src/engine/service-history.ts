/** What a request line shows at an instant. */
interface Levels {
  readonly load: number
  readonly utilisation: number
  readonly backlog: number
  readonly servedPerSecond: number
  readonly lostPerSecond: number
}

/** Means over a window: requests per second, the share of ready replicas at work, ready ones, and ones at work. */
interface Means {
  readonly load: number
  readonly utilisation: number
  readonly ready: number
  readonly busy: number
}

/** An entry, as numbers in a row: when it begins, the line then and what it grows by per second, levels from then on, and the areas under them up to then. */
const AT_US = 0
const BACKLOG = 1
const SLOPE = 2
const LOAD = 3
const UTILISATION = 4
const READY = 5
const BUSY = 6
/** From a level to its area. */
const AREA = 4
const WIDTH = 11

/**
 * The recent past of a service, so that a reading can be taken of any instant within `horizonUs`: a ring of the instants at which
 * rates changed. Before the first entry everything was as it is there.
 */
export class ServiceHistory {
  private readonly horizonUs: number
  private capacity = 16
  private entries = new Float64Array(16 * WIDTH)
  private first = 0
  private count = 0

  constructor(horizonUs: number) {
    this.horizonUs = horizonUs
  }

  /** Notes the levels from now on. */
  note(nowUs: number, levels: Levels, ready: number): void {
    if (this.count > 0 && this.entries[this.at(this.count - 1) + AT_US] === nowUs) {
      this.write(this.at(this.count - 1), levels, ready)
      return
    }
    const next = this.room(nowUs)
    const { entries } = this
    entries[next + AT_US] = nowUs
    const last = this.count === 0 ? -1 : this.at(this.count - 1)
    for (let level = LOAD; level <= BUSY; level++) {
      const area = level + AREA
      entries[next + area] =
        last === -1 ? 0 : entries[last + area] + entries[last + level] * (nowUs - entries[last + AT_US])
    }
    this.write(next, levels, ready)
    this.count++
  }

  /** Means over the window that ends at an instant; the levels themselves when the window is empty. */
  over(untilUs: number, windowUs: number): Means {
    const { entries } = this
    const end = this.entryAt(untilUs)
    const start = this.entryAt(untilUs - windowUs)
    const endedUs = untilUs - entries[end + AT_US]
    const beganUs = untilUs - windowUs - entries[start + AT_US]
    const mean = (level: number) => {
      if (start === end) return entries[end + level]
      const until = entries[end + level + AREA] + entries[end + level] * endedUs
      const from = entries[start + level + AREA] + entries[start + level] * beganUs
      return (until - from) / windowUs
    }
    return { load: mean(LOAD), utilisation: mean(UTILISATION), ready: mean(READY), busy: mean(BUSY) }
  }

  /** The share of ready replicas at work at an instant. */
  utilisationAt(us: number): number {
    return this.entries[this.entryAt(us) + UTILISATION]
  }

  /** Requests in line at an instant. */
  backlogAt(us: number): number {
    const { entries } = this
    const at = this.entryAt(us)
    return Math.max(0, entries[at + BACKLOG] + (entries[at + SLOPE] * Math.max(0, us - entries[at + AT_US])) / 1e6)
  }

  /** Where the entry is that holds at an instant, looked for from the newest. */
  private entryAt(us: number): number {
    let i = this.count - 1
    while (i > 0 && this.entries[this.at(i) + AT_US] > us) i--
    return this.at(i)
  }

  private at(i: number): number {
    return ((this.first + i) & (this.capacity - 1)) * WIDTH
  }

  private write(at: number, levels: Levels, ready: number): void {
    const { entries } = this
    entries[at + BACKLOG] = levels.backlog
    entries[at + SLOPE] = levels.load - levels.servedPerSecond - levels.lostPerSecond
    entries[at + LOAD] = levels.load
    entries[at + UTILISATION] = levels.utilisation
    entries[at + READY] = ready
    entries[at + BUSY] = levels.utilisation * ready
  }

  /** A free place after the newest entry. What was over before the horizon is forgotten first. */
  private room(nowUs: number): number {
    while (this.count > 1 && this.entries[this.at(1) + AT_US] <= nowUs - this.horizonUs) {
      this.first = (this.first + 1) & (this.capacity - 1)
      this.count--
    }
    if (this.count === this.capacity) this.grow()
    return this.at(this.count)
  }

  private grow(): void {
    const grown = new Float64Array(this.capacity * 2 * WIDTH)
    for (let i = 0; i < this.count; i++) grown.set(this.entries.subarray(this.at(i), this.at(i) + WIDTH), i * WIDTH)
    this.entries = grown
    this.capacity *= 2
    this.first = 0
  }
}
