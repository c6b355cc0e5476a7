import type { Distribution } from '../../base/distribution.ts'
import type { Random } from '../../base/random.ts'
import { LatencyHistogram } from './latency-histogram.ts'
import { PoissonArrivals } from './poisson-arrivals.ts'
import type { Replica } from './replica.ts'
import type { RetryBackoff } from './retry-backoff.ts'

export type Balancing = 'round-robin' | 'random' | 'least-connections' | 'power-of-two'

/** Why a request got no answer. */
export type Loss = 'timeout' | 'noReplica' | 'lineFull' | 'killed' | 'call'

/** Calls to another station that an answer takes. */
export interface StationCall {
  readonly station: number
  /** Calls per request; a part of one is made that often. */
  readonly times: number
}

/** A service as requests see it. */
export interface StationSpec {
  readonly serviceUs: Distribution
  /** Requests that a replica works on at once. */
  readonly places: number
  /** How many may stand in line at a replica; Infinity: any number. */
  readonly lineMax: number
  readonly balancing: Balancing
  /** A request that has waited so long in one line leaves it; Infinity: never. */
  readonly timeoutUs: number
  readonly retries: {
    /** How often a request is tried in all. */
    readonly attempts: number
    /** Retries per request that came, on average, at most; Infinity: all that attempts allow. */
    readonly budget: number
    /** Null: tried again at once. */
    readonly backoff: RetryBackoff | null
  }
  readonly calls: readonly StationCall[]
  /** All calls at once, or one after another. */
  readonly parallel: boolean
}

/** Each purpose has a stream of its own, so that another way of balancing shifts neither arrivals nor work. */
export interface StationStreams {
  readonly arrivals: Random
  readonly service: Random
  readonly balancing: Random
  readonly retries: Random
}

/** Told of every end of a request: what series and objectives count. */
export interface StationWatch {
  answered(nowUs: number, waitUs: number, latencyUs: number): void
  lost(nowUs: number, loss: Loss): void
}

/** What is known about a station at any moment. */
export class Station {
  readonly arrivals: PoissonArrivals
  arrived = 0
  retried = 0
  readonly lost: Record<Loss, number> = { timeout: 0, noReplica: 0, lineFull: 0, killed: 0, call: 0 }
  waitSumUs = 0
  readonly latency = new LatencyHistogram()
  /** Replicas that take requests. */
  readonly open: Replica[] = []
  busy = 0
  waiting = 0
  /** The next in turn. */
  turn = 0
  /** Retries that the budget still allows. */
  retriesLeft = 0
  watch: StationWatch | null = null
  private busyShiftUs = 0
  readonly spec: StationSpec
  readonly streams: StationStreams

  constructor(spec: StationSpec, streams: StationStreams) {
    this.spec = spec
    this.streams = streams
    this.arrivals = new PoissonArrivals(streams.arrivals)
  }

  get served(): number {
    return this.latency.count
  }

  get lostTotal(): number {
    const { timeout, noReplica, lineFull, killed, call } = this.lost
    return timeout + noReplica + lineFull + killed + call
  }

  get meanWaitUs(): number {
    return this.served === 0 ? 0 : this.waitSumUs / this.served
  }

  answered(nowUs: number, waitUs: number, latencyUs: number): void {
    this.waitSumUs += waitUs
    this.latency.record(latencyUs)
    this.watch?.answered(nowUs, waitUs, latencyUs)
  }

  lose(nowUs: number, loss: Loss): void {
    this.lost[loss]++
    this.watch?.lost(nowUs, loss)
  }

  began(nowUs: number): void {
    this.busy++
    this.busyShiftUs -= nowUs
  }

  ended(nowUs: number): void {
    this.busy--
    this.busyShiftUs += nowUs
  }

  /** Places in use × time up to now. */
  busyAreaUs(nowUs: number): number {
    return this.busyShiftUs + this.busy * nowUs
  }
}
