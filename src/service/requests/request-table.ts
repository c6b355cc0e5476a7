import { grown } from './moment-heap.ts'

export const FREE = 0
export const IN_LINE = 1
export const IN_SERVICE = 2
/** Its place is free again; it waits for the answers of other stations. */
export const CALLING = 3
/** It failed and stays away until it is tried again. */
export const AWAY = 4

/**
 * Requests in flight, a row each; rows of those that have ended are used again, so that memory follows the number in flight and
 * not the number that ever came. The generation tells the present use of a row from earlier ones.
 */
export class RequestTable {
  station = new Int32Array(64)
  replica = new Int32Array(64)
  /** When it came for the first time. */
  bornUs = new Float64Array(64)
  /** When it began to stand in its present line. */
  queuedUs = new Float64Array(64)
  waitUs = new Float64Array(64)
  /** Service time, drawn when it came: every policy faces the same work. */
  workUs = new Float64Array(64)
  tries = new Int32Array(64)
  /** The request that called for this one; -1: it came from outside. */
  parent = new Int32Array(64)
  /** Calls made and not answered yet. */
  pending = new Int32Array(64)
  /** Position in the list of calls; how many of that call are still to be made. */
  call = new Int32Array(64)
  callsLeft = new Int32Array(64)
  failed = new Uint8Array(64)
  /** The one behind it in line, or the next free row. */
  next = new Int32Array(64)
  generation = new Int32Array(64)
  phase = new Uint8Array(64)
  private free = -1
  private used = 0

  take(): number {
    const row = this.free === -1 ? this.used++ : this.free
    if (row === this.free) this.free = this.next[row]
    else if (row === this.station.length) this.grow()
    return row
  }

  release(row: number): void {
    this.phase[row] = FREE
    this.generation[row]++
    this.next[row] = this.free
    this.free = row
  }

  /** Rows that were ever needed at once. */
  get rows(): number {
    return this.used
  }

  private grow(): void {
    const room = 2 * this.station.length
    for (const name of WHOLE) this[name] = grown(this[name], new Int32Array(room))
    for (const name of TIMES) this[name] = grown(this[name], new Float64Array(room))
    for (const name of FLAGS) this[name] = grown(this[name], new Uint8Array(room))
  }
}

const WHOLE = ['station', 'replica', 'tries', 'parent', 'pending', 'call', 'callsLeft', 'next', 'generation'] as const
const TIMES = ['bornUs', 'queuedUs', 'waitUs', 'workUs'] as const
const FLAGS = ['failed', 'phase'] as const
