import type { Cluster } from '../../cluster/cluster.ts'
import { HOSTNAME_LABEL, NODE_READY } from '../../cluster/node-table.ts'
import { CPU, MEMORY } from '../../model/amounts.ts'
import type { Placement } from '../placement/placement.ts'

/** Waiting pods that are alike. */
export interface PodGroup {
  readonly podClass: number
  readonly pods: readonly number[]
}

export interface NewNodes {
  readonly limit: number
  /** What one of them can give; it orders the groups. */
  readonly cpuMilli: number
  readonly memoryBytes: number
  /** Adds an empty, ready node; `attempt` 0, 1, …: each time in another zone. -1: there is no further zone. */
  add(attempt: number): number
}

export interface Estimate {
  /** Nodes with pods on them. */
  readonly nodes: readonly number[]
  readonly pods: readonly number[]
}

/**
 * How many new nodes waiting pods need, by first-fit decreasing as cluster-autoscaler does it (estimator/binpacking_estimator.go). Groups come
 * by the share of a node that one of their pods asks for. A group first fills the new nodes in turn until one pod finds no room; the rest
 * looks at the latest node only, or gets another. In a fork: whoever calls reverts.
 */
export class Estimator {
  private readonly cluster: Cluster
  private readonly placement: Placement
  private readonly newNodes: NewNodes
  private readonly nowUs: number
  private readonly made: number[] = []
  private readonly used = new Set<number>()
  private readonly placed: number[] = []
  /** Where among the new nodes the next search begins. */
  private next = 0

  constructor(cluster: Cluster, placement: Placement, newNodes: NewNodes, nowUs: number) {
    this.cluster = cluster
    this.placement = placement
    this.newNodes = newNodes
    this.nowUs = nowUs
  }

  estimate(groups: readonly PodGroup[]): Estimate {
    let mayAdd = true
    for (const group of this.largestFirst(groups)) {
      const left = this.fillInTurn(group)
      if (mayAdd) mayAdd = this.addFor(group, left)
    }
    return { nodes: [...this.used], pods: this.placed }
  }

  private largestFirst(groups: readonly PodGroup[]): PodGroup[] {
    const { cpuMilli, memoryBytes } = this.newNodes
    const share = ({ podClass }: PodGroup) => {
      const { requests } = this.cluster.classes[podClass]
      return requests[CPU] / cpuMilli + requests[MEMORY] / memoryBytes
    }
    return [...groups].sort((a, b) => share(b) - share(a))
  }

  /** Returns the position of the first pod that found no room on the nodes made so far. */
  private fillInTurn({ podClass, pods }: PodGroup): number {
    const { made } = this
    for (let i = 0; i < pods.length; i++) {
      let at = -1
      for (let step = 0; step < made.length && at === -1; step++) {
        const candidate = (this.next + step) % made.length
        if (this.placement.fits(podClass, made[candidate])) at = candidate
      }
      if (at === -1) return i
      this.put(pods[i], made[at])
      this.next = (at + 1) % made.length
    }
    return pods.length
  }

  /** Whether more nodes may be added for other groups. */
  private addFor({ podClass, pods }: PodGroup, from: number): boolean {
    const { made, newNodes } = this
    const besides = spreadsOverHosts(this.cluster, podClass)
    for (let i = from; i < pods.length; i++) {
      let node = made.at(-1) ?? -1
      if (node !== -1 && !this.placement.fits(podClass, node)) node = besides ? this.anyNode(podClass) : -1
      if (node === -1) {
        if (made.length >= newNodes.limit) return false
        node = this.addFitting(podClass)
        if (node === -1) return true
        made.push(node)
      }
      this.put(pods[i], node)
    }
    return true
  }

  private addFitting(podClass: number): number {
    for (let attempt = 0; ; attempt++) {
      const node = this.newNodes.add(attempt)
      if (node === -1 || this.placement.fits(podClass, node)) return node
      this.cluster.removeNode(node)
    }
  }

  /** A pod that the spread over hosts keeps from the latest node may go to any other; one that was there before is then counted too, as upstream does. */
  private anyNode(podClass: number): number {
    const { order, nodes } = this.cluster
    const ready = order.rows.subarray(0, order.count).filter((row) => nodes.state[row] === NODE_READY)
    const at = this.placement.firstFit(podClass, ready)
    return at === -1 ? -1 : ready[at]
  }

  private put(pod: number, node: number): void {
    this.cluster.bind(pod, node, this.nowUs)
    this.used.add(node)
    this.placed.push(pod)
  }
}

function spreadsOverHosts(cluster: Cluster, podClass: number): boolean {
  return cluster.classes[podClass].scheduling.topologySpreadConstraints.some(
    ({ topologyKey, whenUnsatisfiable }) => topologyKey === HOSTNAME_LABEL && whenUnsatisfiable === 'DoNotSchedule',
  )
}
