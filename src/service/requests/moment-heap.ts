/** Moments to come, the earliest first: a binary heap over columns. A moment means `kind` for the row `a` in its generation `b`. */
export class MomentHeap {
  size = 0
  private times = new Float64Array(64)
  private rows = new Int32Array(64)
  private generations = new Int32Array(64)
  private kinds = new Uint8Array(64)

  /** Infinity when nothing is to come. */
  get firstUs(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0]
  }

  get kind(): number {
    return this.kinds[0]
  }

  get a(): number {
    return this.rows[0]
  }

  get b(): number {
    return this.generations[0]
  }

  push(us: number, kind: number, a: number, b: number): void {
    if (this.size === this.times.length) this.grow()
    this.rise(this.size++, us, kind, a, b)
  }

  dropFirst(): void {
    const last = --this.size
    if (last > 0) this.sink(this.times[last], this.kinds[last], this.rows[last], this.generations[last])
  }

  /** Drops the first and pushes another, in one go. */
  replaceFirst(us: number, kind: number, a: number, b: number): void {
    this.sink(us, kind, a, b)
  }

  private rise(from: number, us: number, kind: number, a: number, b: number): void {
    const { times } = this
    let at = from
    while (at > 0) {
      const above = (at - 1) >> 1
      if (times[above] <= us) break
      this.move(above, at)
      at = above
    }
    this.put(at, us, kind, a, b)
  }

  private sink(us: number, kind: number, a: number, b: number): void {
    const { times, size } = this
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= size) break
      if (below + 1 < size && times[below + 1] < times[below]) below++
      if (times[below] >= us) break
      this.move(below, at)
      at = below
    }
    this.put(at, us, kind, a, b)
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from]
    this.kinds[to] = this.kinds[from]
    this.rows[to] = this.rows[from]
    this.generations[to] = this.generations[from]
  }

  private put(at: number, us: number, kind: number, a: number, b: number): void {
    this.times[at] = us
    this.kinds[at] = kind
    this.rows[at] = a
    this.generations[at] = b
  }

  private grow(): void {
    const room = 2 * this.times.length
    this.times = grown(this.times, new Float64Array(room))
    this.rows = grown(this.rows, new Int32Array(room))
    this.generations = grown(this.generations, new Int32Array(room))
    this.kinds = grown(this.kinds, new Uint8Array(room))
  }
}

/** A larger column that begins with the old one. */
export function grown<Column extends Float64Array | Int32Array | Uint8Array>(old: Column, larger: Column): Column {
  larger.set(old)
  return larger
}
