import { z } from 'zod'
import type { ClusterView } from '../../cluster/view.ts'
import { CPU, MEMORY } from '../../model/amounts.ts'
import { balance, type NodeFill, nodeFill } from '../node-fill.ts'
import type { NodeScore, ScorePlugin } from '../placement/types.ts'
import { scoredResources } from '../scored-resources.ts'
import { type ScoredTerm, scoredTerms } from '../scored-terms.ts'

const options = z.strictObject({
  resources: scoredResources,
  formula: z
    .enum(['v1.36', 'v1.35'])
    .default('v1.36')
    .describe('v1.36 scores how the pod changes the balance, v1.35 and before the balance that results.'),
})

type Options = z.output<typeof options>

/**
 * kube-scheduler's NodeResourcesBalancedAllocation (noderesources/balanced_allocation.go): how evenly the resources of a node
 * are requested, in the same floating-point steps. Real requests, no stand-ins; the weights of resources are not read.
 *   fraction = min(1, requested / allocatable)       balance = trunc((1 − standard deviation of the fractions) × 100)
 *   v1.35: balance with the pod      v1.36: 50 + (50 + balance with the pod − balance without) div 2
 */
export const nodeResourcesBalancedAllocation: ScorePlugin<Options> = {
  name: 'NodeResourcesBalancedAllocation',
  doc: 'Prefers nodes whose resources would be requested in equal shares.',
  options,
  prepare(podClass, cluster, { resources, formula }) {
    const terms = scoredTerms(podClass, cluster, resources, (resource) => podClass.requests[resource])
    if (terms.every(({ request }) => request === 0)) return null
    const isChange = formula === 'v1.36'
    const isUsual = terms.length === 2 && terms[0].resource === CPU && terms[1].resource === MEMORY
    if (!isUsual) return { reach: 'node', wholeUpTo: 100, add: anyResources(cluster, terms, isChange) }
    return { reach: 'node', wholeUpTo: 100, ...cpuAndMemory(cluster, terms[0], terms[1], isChange) }
  },
}

/** The default resources: it runs for nearly every pod. With one of the two, a node is in balance. */
function cpuAndMemory(
  cluster: ClusterView,
  cpu: ScoredTerm,
  memory: ScoredTerm,
  isChange: boolean,
): Pick<NodeScore, 'add' | 'bound'> {
  const cpuRequest = cpu.request
  const memoryRequest = memory.request
  const fill = nodeFill(cluster)
  const add: NodeScore['add'] = (rows, count, weight, totals) => {
    const { allocatable, requested } = cluster.nodes
    const cpuLimit = allocatable[CPU]
    const cpuUsed = requested[CPU]
    const memoryLimit = allocatable[MEMORY]
    const memoryUsed = requested[MEMORY]
    const before = fill.refresh().balances
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const cpuMilli = cpuLimit[row]
      const memoryBytes = memoryLimit[row]
      const after =
        cpuMilli > 0 && memoryBytes > 0
          ? balance((cpuUsed[row] + cpuRequest) / cpuMilli, (memoryUsed[row] + memoryRequest) / memoryBytes)
          : 100
      totals[i] += weight * (isChange ? 50 + ((50 + after - before[row]) >> 1) : after)
    }
  }
  return { add, bound: boundOfBalance(fill, cpuRequest, memoryRequest, isChange, add) }
}

/** More than single precision can be wrong by, in percent. */
const MARGIN = 0.01

/**
 * The same from shares in single precision, with the request as a share of the smallest and of the largest node: what it is of the node
 * itself lies between, and so do the two fractions; the nearest that they can come to each other gives the bound.
 */
function boundOfBalance(
  fill: NodeFill,
  cpuMilli: number,
  memoryBytes: number,
  isChange: boolean,
  exactly: NodeScore['add'],
): NodeScore['add'] {
  return (rows, count, weight, totals) => {
    const { balances, cpuShares, memoryShares, hasBareNodes } = fill.refresh()
    if (hasBareNodes) {
      exactly(rows, count, weight, totals)
      return
    }
    const leastCpu = cpuMilli / fill.mostCpuMilli
    const mostCpu = cpuMilli / fill.leastCpuMilli
    const leastMemory = memoryBytes / fill.mostMemoryBytes
    const mostMemory = memoryBytes / fill.leastMemoryBytes
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const cpu = cpuShares[row]
      const memory = memoryShares[row]
      const cpuAhead = Math.min(1, cpu + leastCpu) - Math.min(1, memory + mostMemory)
      const memoryAhead = Math.min(1, memory + leastMemory) - Math.min(1, cpu + mostCpu)
      const after = (100 + MARGIN - 50 * Math.max(0, cpuAhead, memoryAhead)) | 0
      totals[i] += weight * (isChange ? 50 + ((50 + after - balances[row]) >> 1) : after)
    }
  }
}

function anyResources({ nodes }: ClusterView, terms: readonly ScoredTerm[], isChange: boolean): NodeScore['add'] {
  const fractions = new Float64Array(terms.length)

  function balanceOf(row: number, withPod: boolean): number {
    let count = 0
    for (let t = 0; t < terms.length; t++) {
      const { resource, request } = terms[t]
      const limit = nodes.allocatable[resource][row]
      if (limit === 0) continue
      const requested = nodes.requested[resource][row] + (withPod ? request : 0)
      fractions[count++] = Math.min(1, requested / limit)
    }
    return Math.floor((1 - deviation(fractions, count)) * 100)
  }

  return (rows, count, weight, totals) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      const score = balanceOf(row, true)
      totals[i] += weight * (isChange ? 50 + Math.floor((50 + score - balanceOf(row, false)) / 2) : score)
    }
  }
}

/** The standard deviation of the first `count` fractions; of one or none 0. */
function deviation(fractions: Float64Array, count: number): number {
  if (count < 2) return 0
  if (count === 2) return Math.abs((fractions[0] - fractions[1]) / 2)
  let total = 0
  for (let f = 0; f < count; f++) total += fractions[f]
  const mean = total / count
  let sum = 0
  for (let f = 0; f < count; f++) sum += (fractions[f] - mean) * (fractions[f] - mean)
  return Math.sqrt(sum / count)
}
