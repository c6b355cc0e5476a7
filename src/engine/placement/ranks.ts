import type { Cluster } from '../../cluster/cluster.ts'
import { NODE_READY } from '../../cluster/node-table.ts'

/** Positions of ready nodes in visiting order, both ways; shared by all indexes and renewed when nodes come, go or get ready. */
export class Ranks {
  epoch = -1
  count = 0
  /** By rank. */
  rows = new Int32Array(0)
  /** By node row; -1: not ready. */
  rankOf = new Int32Array(0)
  private readonly cluster: Cluster

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  refresh(): void {
    const { order, nodes } = this.cluster
    if (this.epoch === order.epoch) return
    this.epoch = order.epoch
    this.rows = order.rows.subarray(0, order.count).filter((row) => nodes.state[row] === NODE_READY)
    this.count = this.rows.length
    if (this.rankOf.length < nodes.state.length) this.rankOf = new Int32Array(nodes.state.length)
    this.rankOf.fill(-1)
    for (let rank = 0; rank < this.count; rank++) this.rankOf[this.rows[rank]] = rank
  }
}
