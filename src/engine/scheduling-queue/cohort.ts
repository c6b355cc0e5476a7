import type { Cluster } from '../../cluster/cluster.ts'
import { POD_PENDING } from '../../cluster/pod-table.ts'
import { backoffExpiryUs, type QueueRules } from './backoff.ts'

/** Each pod at its own creation: new pods have nothing else, and pods of a class that is known to find no node fail then. */
export const AT_CREATION = -1

/**
 * Pods of one class that failed equally often and at the same time, in order of creation; their timestamps grow with it.
 * Entries whose pod is gone are skipped when they are met.
 */
export class Cohort {
  /** Attempts that failed, counted only as far as backoff grows. */
  readonly attempts: number
  /** When the latest of them failed, or AT_CREATION. */
  readonly failedUs: number
  /** Since when the pods may be tried again. */
  wokenUs = 0
  private rows: number[]
  private sequences: number[]
  private head = 0

  constructor(attempts: number, failedUs: number, rows: number[] = [], sequences: number[] = []) {
    this.attempts = attempts
    this.failedUs = failedUs
    this.rows = rows
    this.sequences = sequences
  }

  push(pod: number, sequence: number): void {
    this.rows.push(pod)
    this.sequences.push(sequence)
  }

  /** The pod whose turn is first; -1 when none is left. */
  first(cluster: Cluster): number {
    const { rows } = this
    while (this.head < rows.length && !this.waits(this.head, cluster)) this.head++
    if (this.head > 1024 && this.head * 2 > rows.length) this.dropHead()
    return this.head < rows.length ? this.rows[this.head] : -1
  }

  takeFirst(): void {
    this.head++
  }

  /** Takes one pod out; null: it is not here. */
  takeOut(pod: number, cluster: Cluster): Cohort | null {
    for (let i = this.head; i < this.rows.length; i++) {
      if (this.rows[i] !== pod || !this.waits(i, cluster)) continue
      const alone = new Cohort(this.attempts, this.failedUs, this.rows.splice(i, 1), this.sequences.splice(i, 1))
      alone.wokenUs = this.wokenUs
      return alone
    }
    return null
  }

  timestampUs(pod: number, { pods }: Cluster): number {
    return this.failedUs === AT_CREATION ? pods.createdUs[pod] : this.failedUs
  }

  expiryUs(pod: number, cluster: Cluster, rules: QueueRules): number {
    return backoffExpiryUs(this.attempts, this.timestampUs(pod, cluster), rules)
  }

  /** Everyone who still waits, in order. */
  pods(cluster: Cluster): number[] {
    const waiting: number[] = []
    for (let i = this.head; i < this.rows.length; i++) if (this.waits(i, cluster)) waiting.push(this.rows[i])
    return waiting
  }

  /** Takes the first pods out, as many as `belongs` holds for. */
  splitWhile(cluster: Cluster, belongs: (pod: number) => boolean): Cohort {
    let end = this.head
    while (end < this.rows.length && (!this.waits(end, cluster) || belongs(this.rows[end]))) end++
    const { head, attempts, failedUs, wokenUs } = this
    const front = new Cohort(attempts, failedUs, this.rows.slice(head, end), this.sequences.slice(head, end))
    front.wokenUs = wokenUs
    this.head = end
    return front
  }

  /** The same pods after one more attempt that failed. */
  failedAgain(nowUs: number, attemptsAtMost: number): Cohort {
    const cohort = new Cohort(Math.min(this.attempts + 1, attemptsAtMost), nowUs, this.rows, this.sequences)
    cohort.head = this.head
    return cohort
  }

  /** Takes in pods that failed alike, so that creation still orders them. */
  join(other: Cohort): void {
    if (other.rows.length === other.head) return
    if (this.rows.length === this.head) {
      this.adopt(other)
      return
    }
    const [early, late] = this.sequences[this.head] < other.sequences[other.head] ? [this, other] : [other, this]
    if (early.sequences[early.sequences.length - 1] < late.sequences[late.head]) {
      for (let i = late.head; i < late.rows.length; i++) early.push(late.rows[i], late.sequences[i])
    } else early.interleave(late)
    this.adopt(early)
  }

  private adopt({ rows, sequences, head }: Cohort): void {
    this.rows = rows
    this.sequences = sequences
    this.head = head
  }

  private interleave(other: Cohort): void {
    const rows = [...this.rows.slice(this.head), ...other.rows.slice(other.head)]
    const sequences = [...this.sequences.slice(this.head), ...other.sequences.slice(other.head)]
    const order = sequences.map((_, i) => i).sort((a, b) => sequences[a] - sequences[b])
    this.rows = order.map((i) => rows[i])
    this.sequences = order.map((i) => sequences[i])
    this.head = 0
  }

  private waits(i: number, { pods }: Cluster): boolean {
    const row = this.rows[i]
    return pods.state[row] === POD_PENDING && pods.sequence[row] === this.sequences[i]
  }

  private dropHead(): void {
    this.rows.splice(0, this.head)
    this.sequences.splice(0, this.head)
    this.head = 0
  }
}
