import type { ClusterView } from '../cluster/view.ts'
import { CPU, MEMORY } from '../model/amounts.ts'

/** Changes that are looked up one by one; beyond, every node is reckoned anew. */
const CATCH_UP_AT_MOST = 256

/**
 * How evenly cpu and memory of each node are requested now, 0 to 100. A node's balance is asked for by every pod class after every
 * change of the node, and changes only then: so it is kept once for all of them.
 */
export class BalanceNow {
  private readonly cluster: ClusterView
  private readonly changed = new Int32Array(CATCH_UP_AT_MOST)
  private version = -1
  private balances = new Uint8Array(0)

  constructor(cluster: ClusterView) {
    this.cluster = cluster
  }

  /** By node row. */
  column(): Uint8Array {
    const { changes, nodes } = this.cluster
    if (this.version === changes.version) return this.balances
    const count = this.version === -1 ? -1 : changes.since(this.version, this.changed)
    this.version = changes.version
    if (count === -1 || this.balances.length < nodes.cordoned.length) {
      this.balances = new Uint8Array(nodes.cordoned.length)
      for (let row = 0; row < this.balances.length; row++) this.reckon(row)
    } else for (let i = 0; i < count; i++) this.reckon(this.changed[i])
    return this.balances
  }

  private reckon(row: number): void {
    const { allocatable, requested } = this.cluster.nodes
    const cpuMilli = allocatable[CPU][row]
    const memoryBytes = allocatable[MEMORY][row]
    this.balances[row] =
      cpuMilli > 0 && memoryBytes > 0
        ? balance(requested[CPU][row] / cpuMilli, requested[MEMORY][row] / memoryBytes)
        : 100
  }
}

/** Of two fractions, in kube-scheduler's floating-point steps; with one resource alone a node is in balance. */
export function balance(cpuFraction: number, memoryFraction: number): number {
  return Math.floor((1 - Math.abs((Math.min(1, cpuFraction) - Math.min(1, memoryFraction)) / 2)) * 100)
}

const OF_CLUSTERS = new WeakMap<ClusterView, BalanceNow>()

export function balanceNow(cluster: ClusterView): BalanceNow {
  let known = OF_CLUSTERS.get(cluster)
  if (known === undefined) {
    known = new BalanceNow(cluster)
    OF_CLUSTERS.set(cluster, known)
  }
  return known
}
