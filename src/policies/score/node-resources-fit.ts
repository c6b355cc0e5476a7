import type { ClusterView } from '../../cluster/view.ts'
import { CPU, MEMORY } from '../../model/amounts.ts'
import { type NodeFill, nodeFill } from '../node-fill.ts'
import {
  type NodeResourcesFitOptions,
  nodeResourcesFitOptions,
  type ScoringStrategy,
  type Shape,
} from '../node-resources-fit-options.ts'
import type { NodeScore, ScorePlugin } from '../placement/types.ts'
import { nonZeroRequest, type ScoredTerm, scoredTerms } from '../scored-terms.ts'

/**
 * kube-scheduler's NodeResourcesFit score (pkg/scheduler/framework/plugins/noderesources). What would be requested of a resource
 * against what is allocatable gives 0 to 100; the node's score is the weighted mean. Cpu and memory count with the non-zero
 * stand-ins; a resource that the node does not have, or an extended one that the pod does not ask for, is left out.
 * Every division is an integer one. Written as Math.floor(a / b) it is exact while a < 2^53: up to 90 TB of a resource.
 */
export const nodeResourcesFit: ScorePlugin<NodeResourcesFitOptions> = {
  name: 'NodeResourcesFit',
  doc: 'Scores nodes by how much of their resources would be requested: little, much, or by a shape of your own.',
  options: nodeResourcesFitOptions,
  prepare(podClass, cluster, { scoringStrategy }) {
    const { type, resources } = scoringStrategy
    const requestOf = (resource: number) => nonZeroRequest(podClass, resource)
    const terms = scoredTerms(podClass, cluster, resources, requestOf)
    if (terms.length === 0) return null
    const cpu = terms.find(({ resource }) => resource === CPU)
    const memory = terms.find(({ resource }) => resource === MEMORY)
    if (type === 'LeastAllocated' && terms.length === 2 && cpu !== undefined && memory !== undefined) {
      return { reach: 'node', wholeUpTo: 100, ...leastCpuAndMemory(cluster, cpu, memory) }
    }
    return { reach: 'node', wholeUpTo: 100, add: weightedMean(cluster, terms, scoringStrategy) }
  },
}

/** The default strategy on the default resources, in one loop without calls: it runs for nearly every pod. */
function leastCpuAndMemory(
  cluster: ClusterView,
  cpu: ScoredTerm,
  memory: ScoredTerm,
): Pick<NodeScore, 'add' | 'bound'> {
  const { nodes } = cluster
  const cpuRequest = cpu.request
  const cpuWeight = cpu.weight
  const memoryRequest = memory.request
  const memoryWeight = memory.weight
  const add: NodeScore['add'] = (rows, count, weight, totals) => {
    const { nonZeroCpuMilli, nonZeroMemoryBytes, allocatable } = nodes
    const cpuLimit = allocatable[CPU]
    const memoryLimit = allocatable[MEMORY]
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      let sum = 0
      let weights = 0
      const cpuMilli = cpuLimit[row]
      if (cpuMilli > 0) {
        const free = cpuMilli - nonZeroCpuMilli[row] - cpuRequest
        if (free > 0) sum += cpuWeight * Math.floor((free * 100) / cpuMilli)
        weights += cpuWeight
      }
      const memoryBytes = memoryLimit[row]
      if (memoryBytes > 0) {
        const free = memoryBytes - nonZeroMemoryBytes[row] - memoryRequest
        if (free > 0) sum += memoryWeight * Math.floor((free * 100) / memoryBytes)
        weights += memoryWeight
      }
      if (weights === 2) totals[i] += weight * (sum >> 1)
      else if (weights > 0) totals[i] += weight * Math.floor(sum / weights)
    }
  }
  if (cpuWeight !== 1 || memoryWeight !== 1) return { add }
  return { add, bound: boundOfLeast(nodeFill(cluster), cpuRequest, memoryRequest, add) }
}

/** ⌊x − y⌋ ≤ ⌊x⌋ − ⌊y⌋: what is free in whole percent, less the request in whole percent of the largest node. */
function boundOfLeast(
  fill: NodeFill,
  cpuMilli: number,
  memoryBytes: number,
  exactly: NodeScore['add'],
): NodeScore['add'] {
  return (rows, count, weight, totals) => {
    const { freeCpu, freeMemory, mostCpuMilli, mostMemoryBytes, hasBareNodes } = fill.refresh()
    if (hasBareNodes) {
      exactly(rows, count, weight, totals)
      return
    }
    const cpuPercent = Math.floor((cpuMilli * 100) / mostCpuMilli)
    const memoryPercent = Math.floor((memoryBytes * 100) / mostMemoryBytes)
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const cpu = freeCpu[row] - cpuPercent
      const memory = freeMemory[row] - memoryPercent
      totals[i] += weight * (((cpu > 0 ? cpu : 0) + (memory > 0 ? memory : 0)) >> 1)
    }
  }
}

function weightedMean(
  { nodes }: ClusterView,
  terms: readonly ScoredTerm[],
  strategy: ScoringStrategy,
): NodeScore['add'] {
  const value = resourceScore(strategy)
  const isRatio = strategy.type === 'RequestedToCapacityRatio'
  return (rows, count, weight, totals) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      let sum = 0
      let weights = 0
      for (let t = 0; t < terms.length; t++) {
        const term = terms[t]
        const limit = nodes.allocatable[term.resource][row]
        if (limit === 0) continue
        const score = value(requestedOf(nodes, term.resource, row) + term.request, limit)
        // RequestedToCapacityRatio leaves out what scores 0, and rounds; the other two do neither.
        if (isRatio && score <= 0) continue
        sum += term.weight * score
        weights += term.weight
      }
      if (weights > 0) totals[i] += weight * (isRatio ? Math.round(sum / weights) : Math.floor(sum / weights))
    }
  }
}

function requestedOf(nodes: ClusterView['nodes'], resource: number, row: number): number {
  if (resource === CPU) return nodes.nonZeroCpuMilli[row]
  return resource === MEMORY ? nodes.nonZeroMemoryBytes[row] : nodes.requested[resource][row]
}

function resourceScore({
  type,
  requestedToCapacityRatio,
}: ScoringStrategy): (requested: number, limit: number) => number {
  switch (type) {
    case 'LeastAllocated':
      return (requested, limit) => (requested > limit ? 0 : Math.floor(((limit - requested) * 100) / limit))
    case 'MostAllocated':
      return (requested, limit) => Math.floor((Math.min(requested, limit) * 100) / limit)
    case 'RequestedToCapacityRatio': {
      const points = (requestedToCapacityRatio?.shape ?? []).map(({ utilization, score }) => ({
        utilization,
        score: score * 10,
      }))
      return (requested, limit) => scoreAt(points, requested > limit ? 100 : Math.floor((requested * 100) / limit))
    }
  }
}

/** Level before the first point and after the last, a line between; whole numbers, truncated toward zero. */
export function scoreAt(points: Shape, utilization: number): number {
  const index = points.findIndex((point) => utilization <= point.utilization)
  if (index === -1) return points.at(-1)?.score ?? 0
  const to = points[index]
  if (index === 0) return to.score
  const from = points[index - 1]
  const rise = (to.score - from.score) * (utilization - from.utilization)
  return from.score + Math.trunc(rise / (to.utilization - from.utilization))
}
