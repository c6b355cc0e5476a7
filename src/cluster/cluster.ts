import { assert } from '../base/assert.ts'
import { BASE_RESOURCES } from '../model/amounts.ts'
import type { NodeShape } from '../model/cluster-spec.ts'
import type { PodTemplate } from '../model/workload.ts'
import { NODE_BOOTING, NODE_FREE, NODE_READY, type NodeGroup, NodeTable } from './node-table.ts'
import { type PodClass, podClassOf } from './pod-class.ts'
import { POD_FREE, POD_PENDING, POD_PULLING, PodTable } from './pod-table.ts'

export const ZONE_LABEL = 'topology.kubernetes.io/zone'
export const HOSTNAME_LABEL = 'kubernetes.io/hostname'

export interface NewNode {
  readonly name: string
  readonly pool: number
  readonly shape: NodeShape
  /** Empty when the pool names no zones. */
  readonly zone: string
}

/**
 * The cluster's state and the only verbs that change it. It decides nothing: who goes where is told to it.
 * While a fork is open every verb also records how to undo itself; `revert` runs that backwards, which restores the
 * state exactly, list order and free rows included.
 */
export class Cluster {
  readonly resources: readonly string[]
  /** Names of the node pools, by pool index. */
  readonly pools: readonly string[]
  readonly nodes: NodeTable
  readonly pods = new PodTable()
  readonly classes: PodClass[] = []
  /** Rows of existing nodes in the order in which they joined: the order of "first" wherever there is a tie. */
  nodeOrder = new Int32Array(64)
  nodeCount = 0
  private nextSequence = 0
  private readonly classIds = new Map<string, number>()
  private readonly groupIds = new Map<string, number>()
  private readonly imagesOfNode: Set<string>[] = []
  private undo: (() => void)[] | null = null
  private readonly forkMarks: number[] = []

  constructor(resources: readonly string[], pools: readonly string[]) {
    assert(
      BASE_RESOURCES.every((name, column) => resources[column] === name),
      'a cluster keeps the base resources in its first columns',
    )
    this.resources = resources
    this.pools = pools
    this.nodes = new NodeTable(resources)
  }

  /** The class of all pods with this template. */
  podClass(template: PodTemplate): PodClass {
    const key = JSON.stringify([
      template.labels,
      template.requests,
      template.nodeSelector,
      template.tolerations,
      template.priority,
      template.image,
    ])
    let id = this.classIds.get(key)
    if (id === undefined) {
      id = this.classes.length
      this.classes.push(podClassOf(id, template, this.resources))
      this.classIds.set(key, id)
    }
    return this.classes[id]
  }

  addNode(node: NewNode, nowUs: number): number {
    const { nodes } = this
    const reused = nodes.freeRows.length > 0
    const row = this.takeNodeRow()
    nodes.names[row] = node.name
    nodes.state[row] = NODE_BOOTING
    nodes.cordoned[row] = 0
    nodes.pool[row] = node.pool
    nodes.group[row] = this.groupOf(node)
    nodes.podCount[row] = 0
    nodes.maxPods[row] = node.shape.maxPods
    nodes.firstPod[row] = -1
    nodes.emptySinceUs[row] = nowUs
    nodes.nonZeroCpuMilli[row] = 0
    nodes.nonZeroMemoryBytes[row] = 0
    for (let r = 0; r < this.resources.length; r++) {
      nodes.allocatable[r][row] = node.shape.allocatable[this.resources[r]] ?? 0
      nodes.requested[r][row] = 0
    }
    this.imagesOfNode[row] = new Set()
    if (this.nodeCount === this.nodeOrder.length) {
      const longer = new Int32Array(this.nodeCount * 2)
      longer.set(this.nodeOrder)
      this.nodeOrder = longer
    }
    this.nodeOrder[this.nodeCount++] = row
    this.undo?.push(() => {
      this.nodeCount--
      nodes.state[row] = NODE_FREE
      if (reused) nodes.freeRows.push(row)
      else nodes.rows--
    })
    return row
  }

  nodeReady(row: number, nowUs: number): void {
    const { nodes } = this
    assert(nodes.state[row] === NODE_BOOTING, `node ${nodes.names[row]} becomes ready once, after booting`)
    const emptySinceUs = nodes.emptySinceUs[row]
    nodes.state[row] = NODE_READY
    nodes.emptySinceUs[row] = nowUs
    this.undo?.push(() => {
      nodes.state[row] = NODE_BOOTING
      nodes.emptySinceUs[row] = emptySinceUs
    })
  }

  setCordoned(row: number, cordoned: boolean): void {
    const { nodes } = this
    const before = nodes.cordoned[row]
    nodes.cordoned[row] = cordoned ? 1 : 0
    this.undo?.push(() => {
      nodes.cordoned[row] = before
    })
  }

  /** Takes an empty node out of the cluster. In a fork its row keeps its columns for the way back: nothing else moves in. */
  removeNode(row: number): void {
    const { nodes } = this
    assert(nodes.podCount[row] === 0, `node ${nodes.names[row]} is removed only when it is empty`)
    const position = this.nodeOrder.indexOf(row)
    const state = nodes.state[row]
    this.nodeOrder.copyWithin(position, position + 1, this.nodeCount)
    this.nodeCount--
    nodes.state[row] = NODE_FREE
    if (this.undo === null) nodes.freeRows.push(row)
    this.undo?.push(() => {
      nodes.state[row] = state
      this.nodeOrder.copyWithin(position + 1, position, this.nodeCount)
      this.nodeOrder[position] = row
      this.nodeCount++
    })
  }

  createPod(podClass: PodClass, workload: number, batch: number, nowUs: number): number {
    assert(this.undo === null, 'pods are not created inside a fork')
    const { pods } = this
    const row = this.takePodRow()
    pods.state[row] = POD_PENDING
    pods.podClass[row] = podClass.id
    pods.workload[row] = workload
    pods.batch[row] = batch
    pods.node[row] = -1
    pods.sequence[row] = this.nextSequence++
    pods.createdUs[row] = nowUs
    pods.boundUs[row] = -1
    return row
  }

  bind(pod: number, node: number, nowUs: number): void {
    const { pods, nodes } = this
    assert(pods.state[pod] === POD_PENDING, 'only a pending pod is bound')
    const first = nodes.firstPod[node]
    pods.state[pod] = POD_PULLING
    pods.node[pod] = node
    pods.boundUs[pod] = nowUs
    pods.previousOnNode[pod] = -1
    pods.nextOnNode[pod] = first
    if (first !== -1) pods.previousOnNode[first] = pod
    nodes.firstPod[node] = pod
    this.count(pod, node, 1)
    this.undo?.push(() => {
      this.count(pod, node, -1)
      nodes.firstPod[node] = first
      if (first !== -1) pods.previousOnNode[first] = -1
      pods.state[pod] = POD_PENDING
      pods.node[pod] = -1
      pods.boundUs[pod] = -1
    })
  }

  setPodState(pod: number, state: number): void {
    const { pods } = this
    const before = pods.state[pod]
    pods.state[pod] = state
    this.undo?.push(() => {
      pods.state[pod] = before
    })
  }

  /** Ends a pod, bound or not, and frees its row. */
  removePod(pod: number, nowUs: number): void {
    assert(this.undo === null, 'pods are not removed inside a fork')
    const { pods, nodes } = this
    const node = pods.node[pod]
    if (node !== -1) {
      const previous = pods.previousOnNode[pod]
      const next = pods.nextOnNode[pod]
      if (previous === -1) nodes.firstPod[node] = next
      else pods.nextOnNode[previous] = next
      if (next !== -1) pods.previousOnNode[next] = previous
      this.count(pod, node, -1)
      if (nodes.podCount[node] === 0) nodes.emptySinceUs[node] = nowUs
    }
    pods.state[pod] = POD_FREE
    pods.generation[pod]++
    pods.node[pod] = -1
    pods.freeRows.push(pod)
  }

  /**
   * The group of nodes like this one. A group is never forgotten, not even by `revert`: ask for those that may come before
   * the first fork.
   */
  groupOf(node: Omit<NewNode, 'name'>): number {
    const labels = Object.entries(node.shape.labels).filter(([key]) => key !== HOSTNAME_LABEL)
    if (node.zone !== '') labels.push([ZONE_LABEL, node.zone])
    labels.sort(([a], [b]) => (a < b ? -1 : 1))
    const key = JSON.stringify([node.pool, labels, node.shape.taints])
    let id = this.groupIds.get(key)
    if (id === undefined) {
      id = this.nodes.groups.length
      const group: NodeGroup = { labels: new Map(labels), taints: node.shape.taints, pool: node.pool }
      this.nodes.groups.push(group)
      this.groupIds.set(key, id)
    }
    return id
  }

  hasImage(node: number, image: string): boolean {
    return this.imagesOfNode[node].has(image)
  }

  keepImage(node: number, image: string): void {
    const images = this.imagesOfNode[node]
    if (images.has(image)) return
    images.add(image)
    this.undo?.push(() => images.delete(image))
  }

  /** Everything until the matching `revert` is undone by it. Forks nest. */
  fork(): void {
    this.undo ??= []
    this.forkMarks.push(this.undo.length)
  }

  revert(): void {
    const mark = this.forkMarks.pop()
    assert(this.undo !== null && mark !== undefined, 'revert closes a fork')
    while (this.undo.length > mark) this.undo.pop()?.()
    if (this.forkMarks.length === 0) this.undo = null
  }

  private count(pod: number, node: number, sign: 1 | -1): void {
    const { nodes } = this
    const podClass = this.classes[this.pods.podClass[pod]]
    for (let r = 0; r < nodes.requested.length; r++) nodes.requested[r][node] += sign * podClass.requests[r]
    nodes.nonZeroCpuMilli[node] += sign * podClass.nonZeroCpuMilli
    nodes.nonZeroMemoryBytes[node] += sign * podClass.nonZeroMemoryBytes
    nodes.podCount[node] += sign
  }

  private takeNodeRow(): number {
    const { nodes } = this
    const free = nodes.freeRows.pop()
    if (free !== undefined) return free
    nodes.reserve()
    return nodes.rows++
  }

  private takePodRow(): number {
    const { pods } = this
    const free = pods.freeRows.pop()
    if (free !== undefined) return free
    pods.reserve()
    return pods.rows++
  }
}
