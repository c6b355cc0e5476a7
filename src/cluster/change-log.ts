import { grown } from './grown.ts'

/**
 * Which nodes changed, in order: whoever keeps something derived per node catches up from where it last stood.
 * A ring, so it costs the same however long a run is; who is further behind than the ring is long starts afresh.
 */
export class ChangeLog {
  /** Changes ever made. */
  version = 0
  private ring = new Int32Array(1024)
  /** By node: the version of its latest change. */
  private latest = new Float64Array(0)

  reserve(nodes: number): void {
    if (this.latest.length < nodes) this.latest = grown(this.latest, new Float64Array(nodes))
    if (this.ring.length >= 2 * nodes) return
    const longer = new Int32Array(Math.max(this.ring.length * 2, 2 * nodes))
    const kept = Math.min(this.version, this.ring.length)
    for (let v = this.version - kept; v < this.version; v++) longer[v % longer.length] = this.ring[v % this.ring.length]
    this.ring = longer
  }

  touch(node: number): void {
    this.latest[node] = this.version
    this.ring[this.version % this.ring.length] = node
    this.version++
  }

  /** Whether a node changed since `version`. */
  hasChanged(node: number, version: number): boolean {
    return this.latest[node] >= version
  }

  /**
   * Writes each node that changed since `version` once into `rows` and returns how many; -1 when that is more than
   * the log remembers or than `rows` holds.
   */
  since(version: number, rows: Int32Array): number {
    const length = this.ring.length
    const { version: end, latest, ring } = this
    if (end - version > length || end - version > rows.length) return -1
    let count = 0
    let at = version % length
    for (let v = version; v < end; v++) {
      const node = ring[at]
      if (latest[node] === v) rows[count++] = node
      if (++at === length) at = 0
    }
    return count
  }
}
