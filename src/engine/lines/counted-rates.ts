import { US_PER_SECOND } from '../../base/time.ts'
import type { Untold } from './request-line.ts'

/** How often what was counted becomes the rates that the rest of the engine sees. */
const TICK_US = US_PER_SECOND

/** What has been counted so far. */
export interface Counts {
  readonly arrived: number
  readonly served: number
  readonly lost: number
  /** Requests being worked on × time. */
  readonly busyAreaUs: number
}

/**
 * Rates of requests that are counted one by one: what a tick counts is the rate of the next one, so that sums are those of the requests
 * and only come a tick later.
 */
export class CountedRates {
  arrivedPerSecond = 0
  servedPerSecond = 0
  lostPerSecond = 0
  utilisation = 0
  nextTurnUs = TICK_US
  private lastUs = 0
  private toldArrived = 0
  private toldServed = 0
  private toldLost = 0
  private busyAreaUs = 0
  private tickFromUs = 0

  /** What was counted beyond what rates have told so far. */
  beyond({ arrived, served, lost }: Counts): Untold {
    return {
      arrived: arrived - this.toldArrived,
      served: served - this.toldServed,
      lost: lost - this.toldLost,
    }
  }

  /** `room`: requests that can be worked on at once; `read` is asked at ticks. Returns whether this is one. */
  advance(nowUs: number, room: number, read: () => Counts): boolean {
    const seconds = (nowUs - this.lastUs) / 1e6
    this.toldArrived += this.arrivedPerSecond * seconds
    this.toldServed += this.servedPerSecond * seconds
    this.toldLost += this.lostPerSecond * seconds
    this.lastUs = nowUs
    if (nowUs < this.nextTurnUs) return false
    const { arrived, served, lost, busyAreaUs } = read()
    const busy = (busyAreaUs - this.busyAreaUs) / (nowUs - this.tickFromUs)
    this.utilisation = room === 0 ? 0 : Math.min(1, busy / room)
    this.arrivedPerSecond = Math.max(0, arrived - this.toldArrived) / (TICK_US / 1e6)
    this.servedPerSecond = Math.max(0, served - this.toldServed) / (TICK_US / 1e6)
    this.lostPerSecond = Math.max(0, lost - this.toldLost) / (TICK_US / 1e6)
    this.busyAreaUs = busyAreaUs
    this.tickFromUs = nowUs
    this.nextTurnUs = nowUs + TICK_US
    return true
  }
}
