/**
 * The requests of one service, from the moment they come until they are answered or lost. A fidelity is one way to reckon with them;
 * the rest of the engine sees this, and metrics get the same levels and the same latency record from all.
 */
export interface RequestLine {
  /** Requests that come per second, as far as that is known beforehand. */
  readonly load: number
  /** The same as it was: where requests are counted, those of the last tick. */
  readonly arrivedPerSecond: number
  /** Requests that ready replicas can answer per second. */
  readonly capacity: number
  /** Share of that capacity in use, 0 without a ready replica. */
  readonly utilisation: number
  readonly servedPerSecond: number
  readonly lostPerSecond: number
  /** Requests in line beyond what chance puts there. */
  readonly backlog: number
  /** How likely it is that a request finds every place at every replica that it may go to taken. */
  readonly fullShare: number
  /** Requests × seconds in line so far. */
  readonly waitArea: number
  /** When rates change by themselves; the owner calls `advance` there. Infinity: never at these rates. */
  readonly nextTurnUs: number
  /** Moves time on at the present rates; `nowUs` is at most `nextTurnUs`. */
  advance(nowUs: number): void
  /**
   * From now on; returns how many waiting requests were lost at once because fewer replicas are left. `ownLoad` is the part of the load
   * that no other service sends.
   */
  setRates(load: number, readyReplicas: number, ownLoad: number): number
  /** How many requests a ready replica that is asked to end now will not have finished by the end of its grace period. */
  lostByLeaving(): number
  /** At the end of a run: what was counted and is not yet in any rate. */
  untold(): Untold
}

export interface Untold {
  readonly arrived: number
  readonly served: number
  readonly lost: number
}
