import { TimeWeighted } from './time-weighted.ts'

/** Where a cluster without a single ready node turns pods down. */
export const NO_NODES = 'no nodes available to schedule pods'

/**
 * Pending pods by what keeps them from a node: those of a class by the reason that most nodes gave when a pod of the class was last
 * turned down. A class that was never turned down is not counted, as none of its pods ever waited.
 */
export class PendingByReason {
  /** By reason: pods. */
  readonly levels = new Map<string, TimeWeighted>()
  private readonly newLevel: () => TimeWeighted
  /** By pod class. */
  private readonly waiting: number[] = []
  private readonly latest: (TimeWeighted | undefined)[] = []

  constructor(bucketUs: number, buckets: number) {
    this.newLevel = () => new TimeWeighted(bucketUs, buckets)
  }

  /** A pod begins or ceases to wait. */
  add(podClass: number, change: 1 | -1, nowUs: number): void {
    this.waiting[podClass] = (this.waiting[podClass] ?? 0) + change
    this.latest[podClass]?.add(nowUs, change)
  }

  /** A pod of the class was turned down. */
  turnedDown(podClass: number, reason: string | null, nowUs: number): void {
    const level = this.levelOf(reason ?? NO_NODES)
    const before = this.latest[podClass]
    if (level === before) return
    const waiting = this.waiting[podClass] ?? 0
    before?.add(nowUs, -waiting)
    level.add(nowUs, waiting)
    this.latest[podClass] = level
  }

  private levelOf(reason: string): TimeWeighted {
    let level = this.levels.get(reason)
    if (level === undefined) {
      level = this.newLevel()
      this.levels.set(reason, level)
    }
    return level
  }
}
