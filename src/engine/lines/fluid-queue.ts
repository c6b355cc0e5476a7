/**
 * Requests of one service as a fluid: they arrive at `load` per second, ready replicas take `capacity` per second, the
 * surplus waits in line, first come first served. Rates are constant between changes, so the backlog is a straight line and
 * every count below is exact.
 *
 *   wait of a request that arrives now   backlog / capacity
 *   lost                                 it would wait longer than the timeout: the line is full at capacity × timeout
 *   no ready replica                     nobody listens: every request is lost at once (`HeldRequests` stands in where they are held)
 *
 * The line changes its behaviour at two levels: empty and full. `nextTurnUs` says when it gets to the next one, and the owner calls
 * `advance` there, so that rates are constant between calls.
 */
export class FluidQueue {
  load = 0
  capacity = 0
  backlog = 0
  arrived = 0
  served = 0
  lost = 0
  /** Requests × seconds in line. */
  waitArea = 0
  private readonly timeoutSeconds: number
  private lastUs: number
  private turnUs = Number.POSITIVE_INFINITY
  private turnLevel = 0

  constructor(timeoutUs: number, startUs = 0) {
    this.timeoutSeconds = timeoutUs / 1e6
    this.lastUs = startUs
  }

  get utilisation(): number {
    if (this.capacity === 0) return 0
    return this.backlog > 0 ? 1 : Math.min(1, this.load / this.capacity)
  }

  get servedPerSecond(): number {
    return this.backlog > 0 ? this.capacity : Math.min(this.load, this.capacity)
  }

  get lostPerSecond(): number {
    return this.load > this.capacity && this.backlog >= this.fullLevel ? this.load - this.capacity : 0
  }

  /** Moves time on at the present rates. `nowUs` is at most `nextTurnUs`. */
  advance(nowUs: number): void {
    const seconds = (nowUs - this.lastUs) / 1e6
    if (seconds === 0) return
    const before = this.backlog
    const arrived = this.load * seconds
    const lost = this.lostPerSecond * seconds
    const after = nowUs === this.turnUs ? this.turnLevel : Math.max(0, before + this.slope * seconds)
    this.arrived += arrived
    this.lost += lost
    this.served += Math.max(0, before + arrived - lost - after)
    this.waitArea += ((before + after) / 2) * seconds
    this.backlog = after
    this.lastUs = nowUs
    this.plan()
  }

  /** Changes the rates from now on; returns how many waiting requests were lost at once because fewer replicas are left. */
  setRates(load: number, capacity: number): number {
    this.load = load
    this.capacity = capacity
    const dropped = Math.max(0, this.backlog - this.fullLevel)
    this.backlog -= dropped
    this.lost += dropped
    this.plan()
    return dropped
  }

  /** Requests that waited elsewhere stand in line from now on. */
  join(requests: number): void {
    this.backlog += requests
    this.plan()
  }

  /** When the line next reaches a level at which rates change; Infinity: never at these rates. */
  get nextTurnUs(): number {
    return this.turnUs
  }

  private get fullLevel(): number {
    return this.capacity * this.timeoutSeconds
  }

  /** Change of the backlog per second. */
  private get slope(): number {
    if (this.load > this.capacity) return this.backlog >= this.fullLevel ? 0 : this.load - this.capacity
    return this.backlog > 0 ? this.load - this.capacity : 0
  }

  private plan(): void {
    const { slope } = this
    this.turnUs = Number.POSITIVE_INFINITY
    if (slope === 0) return
    this.turnLevel = slope > 0 ? this.fullLevel : 0
    this.turnUs = this.lastUs + Math.max(1, Math.ceil(((this.turnLevel - this.backlog) / slope) * 1e6))
  }
}
