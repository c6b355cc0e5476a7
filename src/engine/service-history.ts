/** What a request line shows at an instant. */
interface Levels {
  readonly load: number
  readonly utilisation: number
  readonly backlog: number
  readonly servedPerSecond: number
  readonly lostPerSecond: number
}

/** Entries as columns: the levels from an instant on, and the areas under them up to it. */
function newColumns(capacity: number) {
  const column = () => new Float64Array(capacity)
  return {
    atUs: column(),
    load: column(),
    loadArea: column(),
    utilisation: column(),
    utilisationArea: column(),
    backlog: column(),
    /** Of the backlog, per second. */
    slope: column(),
  }
}

/**
 * The recent past of a service, so that a reading can be taken of any instant within `horizonUs`: a ring of the instants at which
 * rates changed. Before the first entry everything was as it is there.
 */
export class ServiceHistory {
  private readonly horizonUs: number
  private columns = newColumns(16)
  private capacity = 16
  private first = 0
  private count = 0

  constructor(horizonUs: number) {
    this.horizonUs = horizonUs
  }

  /** Notes the levels from now on. */
  note(nowUs: number, levels: Levels): void {
    if (this.count > 0 && this.columns.atUs[this.at(this.count - 1)] === nowUs) {
      this.write(this.at(this.count - 1), levels)
      return
    }
    const next = this.room(nowUs)
    const { atUs, load, loadArea, utilisation, utilisationArea } = this.columns
    atUs[next] = nowUs
    if (this.count === 0) {
      loadArea[next] = 0
      utilisationArea[next] = 0
    } else {
      const last = this.at(this.count - 1)
      const spanUs = nowUs - atUs[last]
      loadArea[next] = loadArea[last] + load[last] * spanUs
      utilisationArea[next] = utilisationArea[last] + utilisation[last] * spanUs
    }
    this.write(next, levels)
    this.count++
  }

  /** Mean requests per second over the window that ends at an instant; the level itself when the window is empty. */
  loadOver(untilUs: number, windowUs: number): number {
    return this.over(this.columns.load, this.columns.loadArea, untilUs, windowUs)
  }

  utilisationOver(untilUs: number, windowUs: number): number {
    return this.over(this.columns.utilisation, this.columns.utilisationArea, untilUs, windowUs)
  }

  /** Requests in line at an instant. */
  backlogAt(us: number): number {
    const { atUs, backlog, slope } = this.columns
    const i = this.entryAt(us)
    return Math.max(0, backlog[i] + (slope[i] * Math.max(0, us - atUs[i])) / 1e6)
  }

  private over(level: Float64Array, area: Float64Array, untilUs: number, windowUs: number): number {
    const { atUs } = this.columns
    const end = this.entryAt(untilUs)
    const start = this.entryAt(untilUs - windowUs)
    if (start === end) return level[end]
    const until = area[end] + level[end] * (untilUs - atUs[end])
    const from = area[start] + level[start] * (untilUs - windowUs - atUs[start])
    return (until - from) / windowUs
  }

  /** The entry that holds at an instant, looked for from the newest. */
  private entryAt(us: number): number {
    let i = this.count - 1
    while (i > 0 && this.columns.atUs[this.at(i)] > us) i--
    return this.at(i)
  }

  private at(i: number): number {
    return (this.first + i) & (this.capacity - 1)
  }

  private write(i: number, levels: Levels): void {
    const { load, utilisation, backlog, slope } = this.columns
    load[i] = levels.load
    utilisation[i] = levels.utilisation
    backlog[i] = levels.backlog
    slope[i] = levels.load - levels.servedPerSecond - levels.lostPerSecond
  }

  /** A free slot after the newest entry. What was over before the horizon is forgotten first. */
  private room(nowUs: number): number {
    while (this.count > 1 && this.columns.atUs[this.at(1)] <= nowUs - this.horizonUs) {
      this.first = this.at(1)
      this.count--
    }
    if (this.count === this.capacity) this.grow()
    return this.at(this.count)
  }

  private grow(): void {
    const grown = newColumns(this.capacity * 2)
    for (const name of Object.keys(grown) as (keyof typeof grown)[]) {
      for (let i = 0; i < this.count; i++) grown[name][i] = this.columns[name][this.at(i)]
    }
    this.columns = grown
    this.capacity *= 2
    this.first = 0
  }
}
