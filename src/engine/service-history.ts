/** What a request line shows at an instant. */
interface Levels {
  readonly load: number
  readonly utilisation: number
  readonly backlog: number
  readonly servedPerSecond: number
  readonly lostPerSecond: number
}

/** What is averaged over a window: requests per second, the share of ready replicas at work, ready ones, and ones at work. */
const MEANS = ['load', 'utilisation', 'ready', 'busy'] as const
type Means = Readonly<Record<(typeof MEANS)[number], number>>

/** Entries as columns: the levels from an instant on, and the areas under them up to it. */
function newColumns(capacity: number) {
  const column = () => new Float64Array(capacity)
  return {
    atUs: column(),
    load: column(),
    loadArea: column(),
    utilisation: column(),
    utilisationArea: column(),
    ready: column(),
    readyArea: column(),
    busy: column(),
    busyArea: column(),
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
  note(nowUs: number, levels: Levels, ready: number): void {
    const { columns } = this
    if (this.count > 0 && columns.atUs[this.at(this.count - 1)] === nowUs) {
      this.write(this.at(this.count - 1), levels, ready)
      return
    }
    const next = this.room(nowUs)
    const { atUs } = this.columns
    atUs[next] = nowUs
    const last = this.count === 0 ? -1 : this.at(this.count - 1)
    for (const name of MEANS) {
      const level = this.columns[name]
      const area = this.columns[`${name}Area`]
      area[next] = last === -1 ? 0 : area[last] + level[last] * (nowUs - atUs[last])
    }
    this.write(next, levels, ready)
    this.count++
  }

  /** Means over the window that ends at an instant; the levels themselves when the window is empty. */
  over(untilUs: number, windowUs: number): Means {
    const end = this.entryAt(untilUs)
    const start = this.entryAt(untilUs - windowUs)
    const of = (name: keyof Means) => this.meanOf(name, start, end, { untilUs, windowUs })
    return { load: of('load'), utilisation: of('utilisation'), ready: of('ready'), busy: of('busy') }
  }

  /** Requests in line at an instant. */
  backlogAt(us: number): number {
    const { atUs, backlog, slope } = this.columns
    const i = this.entryAt(us)
    return Math.max(0, backlog[i] + (slope[i] * Math.max(0, us - atUs[i])) / 1e6)
  }

  private meanOf(
    name: keyof Means,
    start: number,
    end: number,
    { untilUs, windowUs }: { readonly untilUs: number; readonly windowUs: number },
  ): number {
    const { atUs, [name]: level, [`${name}Area` as const]: area } = this.columns
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

  private write(i: number, levels: Levels, readyReplicas: number): void {
    const { load, utilisation, ready, busy, backlog, slope } = this.columns
    load[i] = levels.load
    utilisation[i] = levels.utilisation
    ready[i] = readyReplicas
    busy[i] = levels.utilisation * readyReplicas
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
