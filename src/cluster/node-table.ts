import { DeviceTable } from './device-table.ts'
import { grown } from './grown.ts'

/**
 * Nodes as parallel columns; a row number is a node's identity for as long as the node exists, and freed rows are reused.
 *
 *   per node          pool, offering (of the pool), group, state, cordoned, podCount, maxPods, emptySinceUs
 *   per resource r    allocatable[r][node], requested[r][node]     (r as in `resources`: cpu, memory, ephemeral-storage, …)
 *   scoring only      nonZeroCpuMilli, nonZeroMemoryBytes           (kube-scheduler scores pods without requests as if they
 *                                                                    asked for 100 m and 200 MiB; its filters do not)
 *   GPUs              devices: what is free of each
 *   pods of a node    firstPod[node], then PodTable.nextOnNode      (doubly linked, most recently bound first)
 *
 * A *group* is all nodes that a filter or score cannot tell apart by static facts: same labels, taints and pool.
 * Columns are replaced when the table grows: hoist them to locals inside a call, never keep them across calls.
 */
export const NODE_FREE = 0
export const NODE_BOOTING = 1
export const NODE_READY = 2

export const ZONE_LABEL = 'topology.kubernetes.io/zone'
export const REGION_LABEL = 'topology.kubernetes.io/region'
export const HOSTNAME_LABEL = 'kubernetes.io/hostname'

export interface NodeGroup {
  /** Without the hostname where that is the node's name: it would make every node a group of its own. */
  readonly labels: ReadonlyMap<string, string>
  /** The nodes carry the hostname label, and its value is their name. */
  readonly namedByHostname: boolean
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[]
  readonly pool: number
}

export class NodeTable {
  /** Rows in use or free again; rows beyond have never been used. */
  rows = 0
  readonly resources: readonly string[]
  readonly groups: NodeGroup[] = []
  readonly names: string[] = []
  state = new Uint8Array(0)
  cordoned = new Uint8Array(0)
  /** Rows that are cordoned; mostly 0, and then nobody needs to look. */
  cordonedCount = 0
  pool = new Int32Array(0)
  offering = new Int32Array(0)
  group = new Int32Array(0)
  podCount = new Int32Array(0)
  maxPods = new Int32Array(0)
  firstPod = new Int32Array(0)
  /** When the node last became empty or ready, for idle times. */
  emptySinceUs = new Float64Array(0)
  nonZeroCpuMilli = new Float64Array(0)
  nonZeroMemoryBytes = new Float64Array(0)
  readonly allocatable: Float64Array[]
  readonly requested: Float64Array[]
  readonly devices = new DeviceTable()
  readonly freeRows: number[] = []

  constructor(resources: readonly string[]) {
    this.resources = resources
    this.allocatable = resources.map(() => new Float64Array(0))
    this.requested = resources.map(() => new Float64Array(0))
  }

  /** A row for one more: a freed one, or the next. */
  take(): number {
    const free = this.freeRows.pop()
    if (free !== undefined) return free
    this.reserve()
    return this.rows++
  }

  /** Makes room for one more row than `rows`, doubling. */
  reserve(): void {
    if (this.rows < this.state.length) return
    const capacity = Math.max(64, this.state.length * 2)
    this.devices.reserve(capacity)
    this.state = grown(this.state, new Uint8Array(capacity))
    this.cordoned = grown(this.cordoned, new Uint8Array(capacity))
    this.pool = grown(this.pool, new Int32Array(capacity))
    this.offering = grown(this.offering, new Int32Array(capacity))
    this.group = grown(this.group, new Int32Array(capacity))
    this.podCount = grown(this.podCount, new Int32Array(capacity))
    this.maxPods = grown(this.maxPods, new Int32Array(capacity))
    this.firstPod = grown(this.firstPod, new Int32Array(capacity))
    this.emptySinceUs = grown(this.emptySinceUs, new Float64Array(capacity))
    this.nonZeroCpuMilli = grown(this.nonZeroCpuMilli, new Float64Array(capacity))
    this.nonZeroMemoryBytes = grown(this.nonZeroMemoryBytes, new Float64Array(capacity))
    for (let r = 0; r < this.resources.length; r++) {
      this.allocatable[r] = grown(this.allocatable[r], new Float64Array(capacity))
      this.requested[r] = grown(this.requested[r], new Float64Array(capacity))
    }
  }
}
