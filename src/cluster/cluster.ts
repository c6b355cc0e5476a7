import { assert } from '../base/assert.ts'
import { BASE_RESOURCES } from '../model/amounts.ts'
import type { TargetShape } from '../model/gpus.ts'
import { taggedImageName } from '../model/image-name.ts'
import type { PodTemplate } from '../model/workload.ts'
import { ChangeLog } from './change-log.ts'
import type { NamespaceLabels } from './matching.ts'
import { type NewNode, nodeGroupOf } from './node-group.ts'
import { NodeOrder } from './node-order.ts'
import { NODE_BOOTING, NODE_FREE, NODE_READY, NodeTable } from './node-table.ts'
import { classKey, hasPodAffinity, type PodClass, podClassOf } from './pod-class.ts'
import { countDevices, fittingDevices } from './pod-devices.ts'
import { POD_FREE, POD_PENDING, POD_PULLING, POD_READY, PodTable } from './pod-table.ts'
import { type TallySpec, TallyTable } from './tally-table.ts'

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
  readonly tallies = new TallyTable()
  readonly changes = new ChangeLog()
  readonly order = new NodeOrder()
  /** Labels of namespaces that affinity terms may select by. */
  namespaces: NamespaceLabels = new Map()
  /** Kinds of pods that are likely to come: what idle GPU capacity is worth. */
  targetWorkload: readonly TargetShape[] = []
  /** Counts classes with pod affinity: what was derived for a pod before the latest of them may be incomplete. */
  affinityEpoch = 0
  /** Counts pods that came and went. */
  podEpoch = 0
  private nextSequence = 0
  private readonly classIds = new Map<string, number>()
  private readonly groupIds = new Map<string, number>()
  /** By image, as it was asked for. */
  private readonly imageTallies = new Map<string, number>()
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
    const key = classKey(template)
    let id = this.classIds.get(key)
    if (id === undefined) {
      id = this.classes.length
      const podClass = podClassOf(id, template, this.resources)
      this.classes.push(podClass)
      this.classIds.set(key, id)
      this.tallies.classAdded(podClass)
      if (hasPodAffinity(podClass)) this.affinityEpoch++
    }
    return this.classes[id]
  }

  addNode(node: NewNode, nowUs: number): number {
    const { nodes } = this
    const reused = nodes.freeRows.length > 0
    const row = nodes.take()
    nodes.names[row] = node.name
    nodes.state[row] = NODE_BOOTING
    this.writeCordoned(row, 0)
    nodes.pool[row] = node.pool
    nodes.offering[row] = node.offering ?? 0
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
    nodes.devices.open(row, node.shape.gpus ?? null)
    this.tallies.reserve(nodes.state.length, nodes.groups.length)
    this.changes.reserve(nodes.state.length)
    const { labels } = nodes.groups[nodes.group[row]]
    this.order.add(row, labels)
    this.changes.touch(row)
    this.undo?.push(() => {
      this.order.remove(row, labels)
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
    this.changes.touch(row)
    this.order.readinessChanged()
    this.undo?.push(() => {
      this.changes.touch(row)
      this.order.readinessChanged()
      nodes.state[row] = NODE_BOOTING
      nodes.emptySinceUs[row] = emptySinceUs
    })
  }

  setCordoned(row: number, cordoned: boolean): void {
    const before = this.nodes.cordoned[row]
    this.writeCordoned(row, cordoned ? 1 : 0)
    this.changes.touch(row)
    this.undo?.push(() => {
      this.changes.touch(row)
      this.writeCordoned(row, before)
    })
  }

  private writeCordoned(row: number, cordoned: number): void {
    const { nodes } = this
    nodes.cordonedCount += cordoned - nodes.cordoned[row]
    nodes.cordoned[row] = cordoned
  }

  /** Takes an empty node out of the cluster. In a fork its row keeps its columns for the way back: nothing else moves in. */
  removeNode(row: number): void {
    const { nodes } = this
    assert(nodes.podCount[row] === 0, `node ${nodes.names[row]} is removed only when it is empty`)
    const state = nodes.state[row]
    const { labels } = nodes.groups[nodes.group[row]]
    const place = this.order.remove(row, labels)
    nodes.state[row] = NODE_FREE
    if (this.undo === null) nodes.freeRows.push(row)
    this.changes.touch(row)
    const tallies = new Set(this.imageTallies.values())
    const images = [...tallies].filter((tally) => this.tallies.columns[tally][row] > 0)
    for (const tally of images) this.tallies.add(tally, row, nodes.group[row], -1)
    this.undo?.push(() => {
      for (const tally of images) this.tallies.add(tally, row, nodes.group[row], 1)
      this.changes.touch(row)
      nodes.state[row] = state
      this.order.restore(row, labels, place)
    })
  }

  createPod(podClass: PodClass, workload: number, batch: number, nowUs: number): number {
    assert(this.undo === null, 'pods are not created inside a fork')
    const { pods } = this
    const row = pods.take()
    this.podEpoch++
    pods.state[row] = POD_PENDING
    pods.podClass[row] = podClass.id
    pods.terminating[row] = 0
    pods.workload[row] = workload
    pods.batch[row] = batch
    pods.part[row] = -1
    pods.node[row] = -1
    pods.sequence[row] = this.nextSequence++
    pods.createdUs[row] = nowUs
    pods.boundUs[row] = -1
    pods.readyUs[row] = -1
    pods.devices[row] = 0
    return row
  }

  /** `chosen`: the devices of the node that the pod is to be on, as bits; absent: where it fits best. */
  bind(pod: number, node: number, nowUs: number, chosen?: number): void {
    const { pods, nodes } = this
    const devices = chosen ?? fittingDevices(this.classes[pods.podClass[pod]], nodes, node)
    assert(pods.state[pod] === POD_PENDING, 'only a pending pod is bound')
    const first = nodes.firstPod[node]
    pods.state[pod] = POD_PULLING
    pods.node[pod] = node
    pods.boundUs[pod] = nowUs
    pods.previousOnNode[pod] = -1
    pods.nextOnNode[pod] = first
    if (first !== -1) pods.previousOnNode[first] = pod
    nodes.firstPod[node] = pod
    pods.devices[pod] = devices
    this.count(pod, node, 1)
    this.undo?.push(() => {
      this.count(pod, node, -1)
      nodes.firstPod[node] = first
      if (first !== -1) pods.previousOnNode[first] = -1
      pods.state[pod] = POD_PENDING
      pods.node[pod] = -1
      pods.boundUs[pod] = -1
      pods.devices[pod] = 0
    })
  }

  /** A pod without a node becomes one of another class. */
  setPodClass(pod: number, podClass: PodClass): void {
    const { pods } = this
    assert(pods.node[pod] === -1, 'only a pod without a node changes its class')
    const before = pods.podClass[pod]
    pods.podClass[pod] = podClass.id
    this.undo?.push(() => {
      pods.podClass[pod] = before
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

  /** A pod has started: since when it is ready tells who goes first when there are too many. */
  podReady(pod: number, nowUs: number): void {
    assert(this.undo === null, 'pods do not start inside a fork')
    this.setPodState(pod, POD_READY)
    this.pods.readyUs[pod] = nowUs
  }

  /** Takes a pod off its node; it is pending again. */
  unbind(pod: number): void {
    const { pods, nodes } = this
    const node = pods.node[pod]
    assert(node !== -1, 'only a bound pod is taken off its node')
    const previous = pods.previousOnNode[pod]
    const next = pods.nextOnNode[pod]
    const state = pods.state[pod]
    const boundUs = pods.boundUs[pod]
    const devices = pods.devices[pod]
    if (previous === -1) nodes.firstPod[node] = next
    else pods.nextOnNode[previous] = next
    if (next !== -1) pods.previousOnNode[next] = previous
    this.count(pod, node, -1)
    pods.state[pod] = POD_PENDING
    pods.node[pod] = -1
    pods.boundUs[pod] = -1
    pods.devices[pod] = 0
    this.undo?.push(() => {
      pods.devices[pod] = devices
      pods.state[pod] = state
      pods.node[pod] = node
      pods.boundUs[pod] = boundUs
      pods.previousOnNode[pod] = previous
      pods.nextOnNode[pod] = next
      this.count(pod, node, 1)
      if (next !== -1) pods.previousOnNode[next] = pod
      if (previous === -1) nodes.firstPod[node] = pod
      else pods.nextOnNode[previous] = pod
    })
  }

  /** A pod on a node is on its way out: it keeps its resources, but some rules no longer count it. */
  setTerminating(pod: number): void {
    const { pods, nodes } = this
    const node = pods.node[pod]
    assert(node !== -1 && pods.terminating[pod] === 0, 'a pod on a node begins to terminate once')
    const podClass = pods.podClass[pod]
    pods.terminating[pod] = 1
    this.tallies.countLeaving(podClass, node, nodes.group[node], -1)
    this.changes.touch(node)
    this.undo?.push(() => {
      this.changes.touch(node)
      this.tallies.countLeaving(podClass, node, nodes.group[node], 1)
      pods.terminating[pod] = 0
    })
  }

  /** Ends a pod, bound or not, and frees its row. */
  removePod(pod: number, nowUs: number): void {
    assert(this.undo === null, 'pods are not removed inside a fork')
    const { pods, nodes } = this
    const node = pods.node[pod]
    if (node !== -1) {
      this.unbind(pod)
      if (nodes.podCount[node] === 0) nodes.emptySinceUs[node] = nowUs
    }
    this.podEpoch++
    pods.state[pod] = POD_FREE
    pods.generation[pod]++
    pods.freeRows.push(pod)
  }

  /**
   * The group of nodes like this one. A group is never forgotten, not even by `revert`: ask for those that may come before
   * the first fork.
   */
  groupOf(node: NewNode): number {
    const { key, group } = nodeGroupOf(node)
    let id = this.groupIds.get(key)
    if (id === undefined) {
      id = this.nodes.groups.length
      this.nodes.groups.push(group)
      this.tallies.reserve(this.nodes.state.length, this.nodes.groups.length)
      this.groupIds.set(key, id)
    }
    return id
  }

  /** The tally of an image: 1 on nodes that have it; its total is how many do. */
  imageTally(image: string): number {
    const known = this.imageTallies.get(image)
    if (known !== undefined) return known
    const spec: TallySpec = { key: `image|${taggedImageName(image)}`, countsTerminating: true, weightOf: () => 0 }
    const tally = this.tally(spec)
    this.imageTallies.set(image, tally)
    return tally
  }

  hasImage(node: number, image: string): boolean {
    return this.tallies.columns[this.imageTally(image)][node] > 0
  }

  keepImage(node: number, image: string): void {
    if (!this.hasImage(node, image)) this.countImage(node, image, 1)
  }

  dropImage(node: number, image: string): void {
    if (this.hasImage(node, image)) this.countImage(node, image, -1)
  }

  private countImage(node: number, image: string, change: 1 | -1): void {
    const tally = this.imageTally(image)
    const group = this.nodes.group[node]
    this.tallies.add(tally, node, group, change)
    this.changes.touch(node)
    this.undo?.push(() => {
      this.tallies.add(tally, node, group, -change)
      this.changes.touch(node)
    })
  }

  /** The number of a tally, counted from now on. */
  tally(spec: TallySpec): number {
    const { pods, nodes } = this
    return this.tallies.define(spec, this.classes, (add) => {
      for (let pod = 0; pod < pods.rows; pod++) {
        const node = pods.node[pod]
        if (node !== -1) add(pods.podClass[pod], node, nodes.group[node], pods.terminating[pod] === 1)
      }
    })
  }

  /** Everything until the matching `revert` is undone by it. Forks nest. */
  fork(): void {
    this.undo ??= []
    this.forkMarks.push(this.undo.length)
  }

  get forked(): boolean {
    return this.undo !== null
  }

  revert(): void {
    const mark = this.forkMarks.pop()
    assert(this.undo !== null && mark !== undefined, 'revert closes a fork')
    while (this.undo.length > mark) this.undo.pop()?.()
    if (this.forkMarks.length === 0) this.undo = null
  }

  /** Closes the innermost of several forks; what was done in it is undone with the one around it. */
  keepFork(): void {
    assert(this.forkMarks.length > 1, 'a fork is kept inside another one')
    this.forkMarks.pop()
  }

  private count(pod: number, node: number, sign: 1 | -1): void {
    const { nodes, pods } = this
    const podClass = this.classes[pods.podClass[pod]]
    const { requests } = podClass
    for (let r = 0; r < requests.length; r++) nodes.requested[r][node] += sign * requests[r]
    this.tallies.count(podClass.id, node, nodes.group[node], sign, pods.terminating[pod] === 1)
    this.changes.touch(node)
    nodes.nonZeroCpuMilli[node] += sign * podClass.nonZeroCpuMilli
    nodes.nonZeroMemoryBytes[node] += sign * podClass.nonZeroMemoryBytes
    nodes.podCount[node] += sign
    countDevices(podClass, nodes, node, pods.devices[pod], sign)
  }
}
