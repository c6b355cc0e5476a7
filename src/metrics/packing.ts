import { NODE_FREE, NODE_READY, type NodeTable } from '../cluster/node-table.ts'
import { DEVICE_MILLI } from '../model/gpus.ts'

/** Instants at which the nodes are looked at, at most. */
const SAMPLES_MAX = 240
/** Rows that are kept; where there are more nodes, neighbours of a pool share a row. */
const ROWS_MAX = 240

/** A row's sums at one instant, per sampled resource: requested, allocatable; of shared GPUs the same; then its ready and its booting nodes. */
interface Row {
  readonly name: string
  readonly sums: Float64Array
  nodes: number
}

/** One pool's rows, each of `size` nodes that were made one after the other. */
interface PoolRows {
  size: number
  rows: Row[]
  /** Nodes seen so far. */
  seen: number
}

/** How full each node was, looked at in equal steps of time: bounded in memory whatever the cluster and the run. */
export class Packing {
  readonly everyUs: number
  readonly samples: number
  readonly resources: readonly number[]
  /** Whether GPUs that pods share are watched too. */
  readonly gpus: boolean
  readonly pools: PoolRows[]
  private readonly stride: number
  private taken = 0
  /** By node row of the cluster: the name that was seen there, its number in its pool, and its row here. */
  private readonly knownName: string[] = []
  private readonly number: number[] = []
  private readonly row: Row[] = []

  /** `resources`: columns of the cluster's resources that are watched. */
  constructor(durationUs: number, bucketUs: number, pools: number, resources: readonly number[], gpus: boolean) {
    const buckets = Math.ceil(durationUs / bucketUs)
    this.everyUs = bucketUs * Math.ceil(buckets / SAMPLES_MAX)
    this.samples = Math.ceil(durationUs / this.everyUs)
    this.resources = resources
    this.gpus = gpus
    this.stride = 2 * (resources.length + (gpus ? 1 : 0)) + 2
    this.pools = Array.from({ length: pools }, () => ({ size: 1, rows: [], seen: 0 }))
  }

  /** Looks at the nodes at every instant that is due before anything happens at `nowUs`. */
  advance(nowUs: number, nodes: NodeTable): void {
    while (this.taken < this.samples && this.taken * this.everyUs < nowUs) this.take(nodes)
  }

  private take(nodes: NodeTable): void {
    const at = this.taken++ * this.stride
    const { knownName, row, gpus } = this
    const { rows, state, names } = nodes
    const requested = this.resources.map((resource) => nodes.requested[resource])
    const allocatable = this.resources.map((resource) => nodes.allocatable[resource])
    const watched = requested.length
    for (let node = 0; node < rows; node++) {
      if (state[node] === NODE_FREE) continue
      if (knownName[node] !== names[node]) this.meet(node, nodes)
      const { sums } = row[node]
      if (state[node] !== NODE_READY) {
        sums[at + this.stride - 1]++
        continue
      }
      for (let r = 0; r < watched; r++) {
        sums[at + 2 * r] += requested[r][node]
        sums[at + 2 * r + 1] += allocatable[r][node]
      }
      sums[at + this.stride - 2]++
      if (!gpus) continue
      const milli = (nodes.devices.shapes[node]?.count ?? 0) * DEVICE_MILLI
      sums[at + 2 * watched] += milli - (milli === 0 ? 0 : nodes.devices.freeOfNode[node])
      sums[at + 2 * watched + 1] += milli
    }
  }

  /** A node that was not there before gets its row. */
  private meet(node: number, nodes: NodeTable): void {
    const pool = this.pools[nodes.pool[node]]
    const name = nodes.names[node]
    const number = pool.seen++
    this.knownName[node] = name
    this.number[node] = number
    while (this.rowCount() >= ROWS_MAX && pool.rows.length <= Math.floor(number / pool.size)) this.halve(nodes)
    const index = Math.floor(number / pool.size)
    if (index === pool.rows.length)
      pool.rows.push({ name, sums: new Float64Array(this.samples * this.stride), nodes: 0 })
    const row = pool.rows[index]
    row.nodes = Math.max(row.nodes, (number % pool.size) + 1)
    this.row[node] = row
  }

  private rowCount(): number {
    let count = 0
    for (const { rows } of this.pools) count += rows.length
    return count
  }

  /** Puts neighbours of the pool with most rows together. */
  private halve(nodes: NodeTable): void {
    const pool = this.pools.reduce((most, each) => (each.rows.length > most.rows.length ? each : most))
    pool.rows = pool.rows.flatMap((row, index) => {
      if (index % 2 === 1) return []
      const next = pool.rows[index + 1]
      if (next === undefined) return [row]
      for (let i = 0; i < this.taken * this.stride; i++) row.sums[i] += next.sums[i]
      return [{ ...row, nodes: row.nodes + next.nodes }]
    })
    pool.size *= 2
    for (let node = 0; node < this.row.length; node++) {
      if (this.pools[nodes.pool[node]] === pool) this.row[node] = pool.rows[Math.floor(this.number[node] / pool.size)]
    }
  }
}
