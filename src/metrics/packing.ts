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
  /** By node row of the cluster: the name that was seen there, and its number in its pool. */
  private readonly knownName: string[] = []
  private readonly number: number[] = []

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
    const at = this.taken++
    for (let node = 0; node < nodes.rows; node++) {
      if (nodes.state[node] === NODE_FREE) continue
      const { sums } = this.rowOf(node, nodes)
      let cell = at * this.stride
      if (nodes.state[node] !== NODE_READY) {
        sums[cell + this.stride - 1]++
        continue
      }
      for (const resource of this.resources) {
        sums[cell++] += nodes.requested[resource][node]
        sums[cell++] += nodes.allocatable[resource][node]
      }
      if (this.gpus) {
        const milli = (nodes.devices.shapes[node]?.count ?? 0) * DEVICE_MILLI
        sums[cell++] += milli - (milli === 0 ? 0 : nodes.devices.freeOfNode[node])
        sums[cell++] += milli
      }
      sums[cell]++
    }
  }

  private rowOf(node: number, nodes: NodeTable): Row {
    const pool = this.pools[nodes.pool[node]]
    const name = nodes.names[node]
    if (this.knownName[node] !== name) {
      this.knownName[node] = name
      this.number[node] = pool.seen++
      while (this.rowCount() >= ROWS_MAX && pool.rows.length <= Math.floor(this.number[node] / pool.size)) this.halve()
    }
    const index = Math.floor(this.number[node] / pool.size)
    if (index === pool.rows.length)
      pool.rows.push({ name, sums: new Float64Array(this.samples * this.stride), nodes: 0 })
    const row = pool.rows[index]
    row.nodes = Math.max(row.nodes, (this.number[node] % pool.size) + 1)
    return row
  }

  private rowCount(): number {
    return this.pools.reduce((sum, { rows }) => sum + rows.length, 0)
  }

  /** Puts neighbours of the pool with most rows together. */
  private halve(): void {
    const pool = this.pools.reduce((most, each) => (each.rows.length > most.rows.length ? each : most))
    pool.rows = pool.rows.flatMap((row, index) => {
      if (index % 2 === 1) return []
      const next = pool.rows[index + 1]
      if (next === undefined) return [row]
      for (let i = 0; i < row.sums.length; i++) row.sums[i] += next.sums[i]
      return [{ ...row, nodes: row.nodes + next.nodes }]
    })
    pool.size *= 2
  }
}
