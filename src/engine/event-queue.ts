/**
 * Pending events in a 4-ary heap of parallel columns, totally ordered by (time, kind, order of insertion).
 *
 *   timeUs[i]   when, whole microseconds
 *   rank[i]     kind × 2^40 + sequence: one number that breaks every tie
 *   a[i], b[i]  what the handler of the kind needs (a row and its generation, say)
 *
 * The queue does not know what a kind means. `pop` leaves the event in `nowUs`, `kind`, `a`, `b`, so that nothing is allocated per event.
 */
const SEQUENCES = 1_099_511_627_776

export class EventQueue {
  size = 0
  nowUs = 0
  kind = 0
  a = 0
  b = 0
  private sequence = 0
  private timeUs = new Float64Array(1024)
  private rank = new Float64Array(1024)
  private payloadA = new Int32Array(1024)
  private payloadB = new Int32Array(1024)

  /** Of the earliest event; Infinity when there is none. */
  get firstUs(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.timeUs[0]
  }

  push(timeUs: number, kind: number, a = 0, b = 0): void {
    if (this.size === this.timeUs.length) this.grow()
    const rank = kind * SEQUENCES + this.sequence++
    const times = this.timeUs
    const ranks = this.rank
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 2
      const parentTime = times[parent]
      if (parentTime < timeUs || (parentTime === timeUs && ranks[parent] < rank)) break
      this.move(parent, i)
      i = parent
    }
    times[i] = timeUs
    ranks[i] = rank
    this.payloadA[i] = a
    this.payloadB[i] = b
  }

  /** Takes the earliest event; false when there is none. */
  pop(): boolean {
    if (this.size === 0) return false
    this.nowUs = this.timeUs[0]
    this.kind = Math.floor(this.rank[0] / SEQUENCES)
    this.a = this.payloadA[0]
    this.b = this.payloadB[0]
    const last = --this.size
    if (last > 0) this.sink(last)
    return true
  }

  /** Puts the event at `last` in the root's place and lets it find its level. */
  private sink(last: number): void {
    const times = this.timeUs
    const ranks = this.rank
    const time = times[last]
    const rank = ranks[last]
    const size = this.size
    let i = 0
    for (;;) {
      const first = 4 * i + 1
      if (first >= size) break
      const end = first + 4 < size ? first + 4 : size
      let least = first
      let leastTime = times[first]
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child]
        if (childTime < leastTime || (childTime === leastTime && ranks[child] < ranks[least])) {
          least = child
          leastTime = childTime
        }
      }
      if (time < leastTime || (time === leastTime && rank < ranks[least])) break
      this.move(least, i)
      i = least
    }
    times[i] = time
    ranks[i] = rank
    this.payloadA[i] = this.payloadA[last]
    this.payloadB[i] = this.payloadB[last]
  }

  private move(from: number, to: number): void {
    this.timeUs[to] = this.timeUs[from]
    this.rank[to] = this.rank[from]
    this.payloadA[to] = this.payloadA[from]
    this.payloadB[to] = this.payloadB[from]
  }

  private grow(): void {
    const capacity = this.size * 2
    const { timeUs, rank, payloadA, payloadB } = this
    this.timeUs = new Float64Array(capacity)
    this.rank = new Float64Array(capacity)
    this.payloadA = new Int32Array(capacity)
    this.payloadB = new Int32Array(capacity)
    this.timeUs.set(timeUs)
    this.rank.set(rank)
    this.payloadA.set(payloadA)
    this.payloadB.set(payloadB)
  }
}
