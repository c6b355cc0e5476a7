import { bitsOf } from '../devices/device-choice.ts'
import { DEVICE_MILLI, milliOn } from '../model/gpus.ts'
import type { Cluster } from './cluster.ts'
import { NODE_FREE } from './node-table.ts'
import { POD_FREE, POD_PENDING } from './pod-table.ts'

/**
 * What must hold of a cluster at every instant, checked from scratch in O(nodes + pods).
 * Returns what is broken, in sentences; empty when all is well.
 */
export function checkInvariants(cluster: Cluster): string[] {
  const broken: string[] = []
  const ordered = new Set<number>()
  for (let i = 0; i < cluster.order.count; i++) ordered.add(cluster.order.rows[i])
  if (ordered.size !== cluster.order.count) broken.push('a node stands twice in the node order')
  let boundPods = 0
  for (let row = 0; row < cluster.nodes.rows; row++) {
    const exists = cluster.nodes.state[row] !== NODE_FREE
    if (exists !== ordered.has(row)) broken.push(`node row ${row} exists and order disagree`)
    if (exists) boundPods += checkNode(cluster, row, broken)
  }
  let cordoned = 0
  for (let row = 0; row < cluster.nodes.rows; row++) cordoned += cluster.nodes.cordoned[row]
  if (cordoned !== cluster.nodes.cordonedCount)
    broken.push(`${cordoned} nodes are cordoned, ${cluster.nodes.cordonedCount} counted`)
  let podsWithNode = 0
  for (let pod = 0; pod < cluster.pods.rows; pod++) {
    const state = cluster.pods.state[pod]
    const bound = cluster.pods.node[pod] !== -1
    if (bound) podsWithNode++
    if (bound === (state === POD_FREE || state === POD_PENDING))
      broken.push(`pod row ${pod} in state ${state}: bound ${bound}`)
  }
  if (podsWithNode !== boundPods) broken.push(`${podsWithNode} pods name a node, nodes list ${boundPods}`)
  if (broken.length > 0) return broken
  for (const node of ordered) checkDevices(cluster, node, broken)
  for (let tally = 0; tally < cluster.tallies.specs.length; tally++) checkTally(cluster, tally, broken)
  return broken
}

/** Compares one node's columns with sums over its pods; returns how many pods it lists. */
function checkNode(cluster: Cluster, node: number, broken: string[]): number {
  const { nodes, pods } = cluster
  const requested = new Float64Array(cluster.resources.length)
  let count = 0
  let nonZeroCpuMilli = 0
  let nonZeroMemoryBytes = 0
  let previous = -1
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    const podClass = cluster.classes[pods.podClass[pod]]
    for (let r = 0; r < requested.length; r++) requested[r] += podClass.requests[r]
    nonZeroCpuMilli += podClass.nonZeroCpuMilli
    nonZeroMemoryBytes += podClass.nonZeroMemoryBytes
    if (pods.node[pod] !== node) broken.push(`pod row ${pod} is listed by node ${node} but names ${pods.node[pod]}`)
    if (pods.previousOnNode[pod] !== previous) broken.push(`pod row ${pod} has a wrong back link`)
    previous = pod
    count++
    if (count > pods.rows) {
      broken.push(`the pods of node row ${node} go round in a circle`)
      return count
    }
  }
  const name = nodes.names[node]
  if (count !== nodes.podCount[node]) broken.push(`${name} counts ${nodes.podCount[node]} pods, lists ${count}`)
  if (count > nodes.maxPods[node]) broken.push(`${name} holds ${count} pods, more than ${nodes.maxPods[node]}`)
  if (nonZeroCpuMilli !== nodes.nonZeroCpuMilli[node]) broken.push(`${name}: non-zero cpu is not the sum over its pods`)
  if (nonZeroMemoryBytes !== nodes.nonZeroMemoryBytes[node])
    broken.push(`${name}: non-zero memory is not the sum over its pods`)
  for (let r = 0; r < requested.length; r++) {
    const resource = cluster.resources[r]
    if (requested[r] !== nodes.requested[r][node])
      broken.push(`${name}: requested ${resource} is not the sum over its pods`)
    if (requested[r] > nodes.allocatable[r][node]) broken.push(`${name}: more ${resource} requested than allocatable`)
  }
  return count
}

/** Compares what is free of each device with the pods that are on it. */
function checkDevices({ nodes, pods, classes }: Cluster, node: number, broken: string[]): void {
  const { shapes, free, stride, freeOfNode } = nodes.devices
  const shape = shapes[node]
  const devices = shape?.count ?? 0
  const left: number[] = Array.from({ length: stride }, (_, d) => (d < devices ? DEVICE_MILLI : 0))
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    const { gpu } = classes[pods.podClass[pod]].scheduling
    const milli = gpu === undefined ? 0 : milliOn(gpu, shape)
    if (bitsOf(pods.devices[pod]) !== (gpu?.count ?? 0)) broken.push(`pod row ${pod} has not the devices it asks for`)
    for (let d = 0; d < stride; d++) if ((pods.devices[pod] >> d) & 1) left[d] -= milli
  }
  const name = nodes.names[node]
  for (let d = 0; d < stride; d++) {
    const told = free[node * stride + d]
    if (told !== left[d]) broken.push(`${name}: ${told} of device ${d} is free, its pods leave ${left[d]}`)
    if (told < 0) broken.push(`${name}: device ${d} holds more than a device has`)
  }
  const all = left.reduce((sum, each) => sum + each, 0)
  if (freeOfNode[node] !== all) broken.push(`${name}: ${freeOfNode[node]} is free on all devices, they make ${all}`)
}

/** Compares a tally's columns with each other and, where it counts pods, with the pods of every node. */
function checkTally(cluster: Cluster, tally: number, broken: string[]): void {
  const { nodes, pods, tallies, classes } = cluster
  const { key, weightOf, countsTerminating } = tallies.specs[tally]
  const ofPods = classes.some((podClass) => weightOf(podClass) !== 0)
  const byGroup = new Int32Array(nodes.groups.length)
  for (let i = 0; i < cluster.order.count; i++) {
    const node = cluster.order.rows[i]
    const told = tallies.columns[tally][node]
    byGroup[nodes.group[node]] += told
    if (!ofPods) continue
    let sum = 0
    for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
      if (countsTerminating || pods.terminating[pod] === 0) sum += weightOf(classes[pods.podClass[pod]])
    }
    if (sum !== told) broken.push(`tally "${key}" of node row ${node} is ${told}, its pods make ${sum}`)
  }
  byGroup.forEach((sum, group) => {
    const told = tallies.groupSums[tally][group]
    if (sum !== told) broken.push(`tally "${key}" of group ${group} is ${told}, its nodes make ${sum}`)
  })
  const all = byGroup.reduce((sum, each) => sum + each, 0)
  if (all !== tallies.totals[tally])
    broken.push(`tally "${key}" is ${tallies.totals[tally]} in all, its groups make ${all}`)
}
