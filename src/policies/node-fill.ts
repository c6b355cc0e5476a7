import { NODE_FREE } from '../cluster/node-table.ts'
import type { ClusterView } from '../cluster/view.ts'
import { CPU, MEMORY } from '../model/amounts.ts'

/** Changes that are looked up one by one; beyond, every node is reckoned anew. */
const CATCH_UP_AT_MOST = 256

/**
 * How full each node is now, as the usual scores ask for it. Every pod class asks after every change of a node, and a node's own
 * part of the answer changes only then: so it is kept once for all classes, in columns that are narrow enough to stay in cache.
 */
export class NodeFill {
  /** By node row: how evenly cpu and memory are requested, 0 to 100. */
  balances = new Uint8Array(0)
  /** By node row: requested / allocatable. Single precision: for bounds only. */
  cpuShares = new Float32Array(0)
  memoryShares = new Float32Array(0)
  /** By node row: whole percent that are free, with kube-scheduler's stand-ins for requests that are missing; 0 to 100. */
  freeCpu = new Uint8Array(0)
  freeMemory = new Uint8Array(0)
  /** Of all nodes so far. */
  leastCpuMilli = Number.POSITIVE_INFINITY
  mostCpuMilli = 0
  leastMemoryBytes = Number.POSITIVE_INFINITY
  mostMemoryBytes = 0
  /** There has been a node without cpu or without memory. */
  hasBareNodes = false
  private readonly cluster: ClusterView
  private readonly changed = new Int32Array(CATCH_UP_AT_MOST)
  private version = -1

  constructor(cluster: ClusterView) {
    this.cluster = cluster
  }

  /** Brings everything up to date. */
  refresh(): this {
    const { changes, nodes } = this.cluster
    if (this.version === changes.version) return this
    const count = this.version === -1 ? -1 : changes.since(this.version, this.changed)
    this.version = changes.version
    if (count === -1 || this.balances.length < nodes.state.length) this.reckonAll(nodes.state.length)
    else for (let i = 0; i < count; i++) this.reckon(this.changed[i])
    return this
  }

  private reckonAll(rows: number): void {
    if (this.balances.length < rows) {
      this.balances = new Uint8Array(rows)
      this.cpuShares = new Float32Array(rows)
      this.memoryShares = new Float32Array(rows)
      this.freeCpu = new Uint8Array(rows)
      this.freeMemory = new Uint8Array(rows)
    }
    for (let row = 0; row < rows; row++) this.reckon(row)
  }

  private reckon(row: number): void {
    const { allocatable, requested, nonZeroCpuMilli, nonZeroMemoryBytes, state } = this.cluster.nodes
    const cpuMilli = allocatable[CPU][row]
    const memoryBytes = allocatable[MEMORY][row]
    if (cpuMilli <= 0 || memoryBytes <= 0) {
      this.balances[row] = 100
      if (state[row] !== NODE_FREE) this.hasBareNodes = true
      return
    }
    const cpuShare = requested[CPU][row] / cpuMilli
    const memoryShare = requested[MEMORY][row] / memoryBytes
    this.balances[row] = balance(cpuShare, memoryShare)
    this.cpuShares[row] = cpuShare
    this.memoryShares[row] = memoryShare
    this.freeCpu[row] = freePercent(nonZeroCpuMilli[row], cpuMilli)
    this.freeMemory[row] = freePercent(nonZeroMemoryBytes[row], memoryBytes)
    this.leastCpuMilli = Math.min(this.leastCpuMilli, cpuMilli)
    this.mostCpuMilli = Math.max(this.mostCpuMilli, cpuMilli)
    this.leastMemoryBytes = Math.min(this.leastMemoryBytes, memoryBytes)
    this.mostMemoryBytes = Math.max(this.mostMemoryBytes, memoryBytes)
  }
}

/** Of two fractions, in kube-scheduler's floating-point steps; with one resource alone a node is in balance. */
export function balance(cpuFraction: number, memoryFraction: number): number {
  return Math.floor((1 - Math.abs((Math.min(1, cpuFraction) - Math.min(1, memoryFraction)) / 2)) * 100)
}

function freePercent(used: number, limit: number): number {
  return used >= limit ? 0 : Math.floor(((limit - used) * 100) / limit)
}

const OF_CLUSTERS = new WeakMap<ClusterView, NodeFill>()

export function nodeFill(cluster: ClusterView): NodeFill {
  let known = OF_CLUSTERS.get(cluster)
  if (known === undefined) {
    known = new NodeFill(cluster)
    OF_CLUSTERS.set(cluster, known)
  }
  return known
}
