import type { Cluster } from '../../cluster/cluster.ts'

/** Positions of nodes in visiting order, both ways; shared by all indexes and renewed when nodes come or go. */
export class Ranks {
  epoch = -1
  count = 0
  /** By rank. */
  rows = new Int32Array(0)
  /** By node row. */
  rankOf = new Int32Array(0)
  private readonly cluster: Cluster

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  refresh(): void {
    const { order, nodes } = this.cluster
    if (this.epoch === order.epoch) return
    this.epoch = order.epoch
    this.count = order.count
    this.rows = order.rows.slice(0, order.count)
    if (this.rankOf.length < nodes.state.length) this.rankOf = new Int32Array(nodes.state.length)
    for (let rank = 0; rank < this.count; rank++) this.rankOf[this.rows[rank]] = rank
  }
}
