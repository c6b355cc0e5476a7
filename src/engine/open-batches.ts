import type { JobBatch } from './job-batch.ts'

/** Gaps at the front that are worth closing. */
const CLOSED_AT = 1024

/**
 * A job's submissions that are not over, by number and in the order in which they came. Numbers count up and old submissions mostly
 * end first, so that a list from the oldest open one on is short, and found into without a hash.
 */
export class OpenBatches {
  size = 0
  private list: (JobBatch | null)[] = []
  /** The number of the first in the list, and where the oldest open one is. */
  private first = 0
  private oldest = 0

  /** The number that the next one is to have. */
  get next(): number {
    return this.first + this.list.length
  }

  add(batch: JobBatch): void {
    this.list.push(batch)
    this.size++
  }

  get(number: number): JobBatch | null {
    return number < this.first ? null : this.list[number - this.first]
  }

  delete(number: number): void {
    const { list } = this
    list[number - this.first] = null
    this.size--
    while (this.oldest < list.length && list[this.oldest] === null) this.oldest++
    if (this.oldest < CLOSED_AT || 2 * this.oldest < list.length) return
    this.list = list.slice(this.oldest)
    this.first += this.oldest
    this.oldest = 0
  }

  *[Symbol.iterator](): Generator<JobBatch> {
    for (const batch of this.list) if (batch !== null) yield batch
  }
}
