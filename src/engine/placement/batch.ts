/** Working columns for judging many nodes at once; shared by all indexes, because only one judges at a time. */
export class Batch {
  /** The nodes to judge, and the rank of each. */
  rows = new Int32Array(0)
  ranks = new Int32Array(0)
  /** Those that pass. */
  kept = new Int32Array(0)
  totals = new Float64Array(0)
  reserve(nodes: number): void {
    if (this.rows.length >= nodes) return
    this.rows = new Int32Array(nodes * 2)
    this.ranks = new Int32Array(nodes * 2)
    this.kept = new Int32Array(nodes * 2)
    this.totals = new Float64Array(nodes * 2)
  }
}
