import { FluidQueue } from './fluid-queue.ts'

/** Requests that came at a constant rate and wait. */
interface Stretch {
  fromUs: number
  toUs: number
  readonly perSecond: number
}

/** Hears of every stretch of held requests that are let go: how many of them per second wait to the end, and how long. */
type Watch = (
  fromUs: number,
  toUs: number,
  perSecond: number,
  wait: { readonly fromSeconds: number; readonly toSeconds: number },
) => void

/**
 * Requests that are held while no replica is ready, as a message queue or an activator does: they wait until one is, and leave unanswered
 * after the timeout. Whoever came with rate r at an instant leaves with rate r a timeout later, so that every count is exact.
 */
export class HeldRequests {
  /** Requests × seconds so far. */
  waitArea = 0
  private readonly timeoutUs: number
  /** In order of time; the last one is still growing. */
  private readonly stretches: Stretch[] = []
  private nowUs = 0

  constructor(timeoutUs: number) {
    this.timeoutUs = timeoutUs
  }

  get count(): number {
    return this.stretches.reduce((sum, { fromUs, toUs, perSecond }) => sum + (perSecond * (toUs - fromUs)) / 1e6, 0)
  }

  /** Those whose time is up. */
  get lostPerSecond(): number {
    const first = this.stretches.at(0)
    return first !== undefined && first.fromUs + this.timeoutUs <= this.nowUs ? first.perSecond : 0
  }

  /** When that rate changes by itself. */
  get nextTurnUs(): number {
    const first = this.stretches.at(0)
    if (first === undefined) return Number.POSITIVE_INFINITY
    const beginsUs = first.fromUs + this.timeoutUs
    if (beginsUs > this.nowUs) return beginsUs
    return this.stretches.length === 1 ? Number.POSITIVE_INFINITY : first.toUs + this.timeoutUs
  }

  /** Begins at an instant, with so many who stood in line: they wait anew. */
  begin(nowUs: number, requests: number): void {
    this.nowUs = nowUs
    if (requests > 0) this.stretches.push({ fromUs: nowUs - 1, toUs: nowUs, perSecond: requests * 1e6 })
  }

  /** Moves time on at the present rates; `nowUs` is at most `nextTurnUs`. */
  advance(nowUs: number): void {
    const before = this.count
    const last = this.stretches.at(-1)
    if (last !== undefined) last.toUs = nowUs
    const seconds = (nowUs - this.nowUs) / 1e6
    this.nowUs = nowUs
    this.forget()
    this.waitArea += ((before + this.count) / 2) * seconds
  }

  setLoad(perSecond: number): void {
    if (this.stretches.at(-1)?.perSecond === perSecond) return
    this.stretches.push({ fromUs: this.nowUs, toUs: this.nowUs, perSecond })
    this.forget()
  }

  /** Those whose time is up have left. */
  private forget(): void {
    const bornUs = this.nowUs - this.timeoutUs
    const { stretches } = this
    while (stretches.length > 1 && stretches[0].toUs <= bornUs) stretches.shift()
    const first = stretches.at(0)
    if (first !== undefined) first.fromUs = Math.max(first.fromUs, Math.min(bornUs, first.toUs))
  }

  /**
   * Replicas are there: lets everybody go. A request that came a while ago and has p others before it waits for that while and p / capacity
   * more; had its line been served from the first on, it would have found just that wait. So they queue up once more, in a line that
   * begins with the wait of the first, and those that it turns away are lost.
   */
  release(capacity: number, watch: Watch): { readonly lost: number; readonly waiting: number } {
    const { stretches, nowUs } = this
    const startUs = stretches.at(0)?.fromUs ?? nowUs
    const line = new FluidQueue(this.timeoutUs, startUs)
    line.setRates(0, capacity)
    line.join(((nowUs - startUs) / 1e6) * capacity)
    for (const { fromUs, toUs, perSecond } of stretches) {
      line.setRates(perSecond, capacity)
      for (let atUs = fromUs; atUs < toUs; ) {
        const untilUs = Math.min(toUs, line.nextTurnUs)
        const waits = perSecond - line.lostPerSecond
        const fromSeconds = line.backlog / capacity
        line.advance(untilUs)
        watch(atUs, untilUs, waits, { fromSeconds, toSeconds: line.backlog / capacity })
        atUs = untilUs
      }
    }
    stretches.length = 0
    return { lost: line.lost, waiting: line.backlog }
  }
}
