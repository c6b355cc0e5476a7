import type { Random } from '../../base/random.ts'
import type { NodePool, Offering } from '../../model/cluster-spec.ts'
import type { Expansion } from '../node-autoscaler/types.ts'
import { byPrice, byPriority, leastNodes, leastWaste, mostPods, preferredNodeCpuMilli } from './expanders.ts'

export const EXPANDERS = ['least-waste', 'most-pods', 'least-nodes', 'price', 'priority', 'random'] as const

export type Expander = (typeof EXPANDERS)[number]

export interface ScoredOption {
  readonly poolIndex: number
  readonly pool: NodePool
  readonly offering: Offering
  readonly expansion: Expansion
}

export interface ExpanderOptions {
  readonly expander: Expander | readonly Expander[]
  readonly priorities: readonly { readonly priority: number; readonly pools: readonly string[] }[]
}

const MIB = 1024 * 1024
const GIB = 1024 * MIB

/** What memory costs beside cpu: 7.5 GiB as much as one core, about what large providers charge. */
const GIB_PER_CORE = 7.5

/** The option that each expander of the chain leaves to the next; of several that are left chance takes one. Null: there was none. */
export function expand(
  options: readonly ScoredOption[],
  { expander, priorities }: ExpanderOptions,
  clusterNodes: number,
  random: Random,
): ScoredOption | null {
  let left = options.map((option) => ({
    option,
    group: option.pool.name,
    nodes: option.expansion.nodes.length,
    pods: option.expansion.pods,
    capacityCpuMilli: option.offering.shape.capacity['cpu'] ?? 0,
    capacityMemoryBytes: option.offering.shape.capacity['memory'] ?? 0,
    requestedCpuMilli: option.expansion.requestedCpuMilli,
    requestedMemoryBytes: option.expansion.requestedMemoryBytes,
  }))
  type Left = (typeof left)[number]
  const corePrice = Math.min(...left.map(({ option, ...has }) => option.offering.pricePerHour / cores(has)))
  const byCost = (some: readonly Left[]) =>
    byPrice(
      some.map((each) => ({
        ...each,
        nodePrice: each.option.offering.pricePerHour,
        nodeCpuMilli: each.capacityCpuMilli,
        isGpu: Object.keys(each.option.offering.shape.capacity).some((name) => name.endsWith('/gpu')),
        podPrice: corePrice * coresOf(each.requestedCpuMilli, each.requestedMemoryBytes),
        exists: true,
      })),
      {
        preferredCpuMilli: preferredNodeCpuMilli(clusterNodes),
        stabilisation: corePrice * coresOf(500, 500 * MIB),
      },
    )
  const filters: Record<Expander, (some: readonly Left[]) => readonly Left[]> = {
    'least-waste': leastWaste,
    'most-pods': mostPods,
    'least-nodes': leastNodes,
    price: byCost,
    priority: (some) =>
      byPriority(
        some,
        priorities.map(({ priority, pools }) => ({ priority, groups: pools })),
      ),
    random: (some) => some,
  }
  for (const name of [expander].flat()) left = [...filters[name](left)]
  if (left.length === 0) return null
  return left[left.length === 1 ? 0 : random.int(left.length)].option
}

const coresOf = (cpuMilli: number, memoryBytes: number): number => cpuMilli / 1000 + memoryBytes / GIB / GIB_PER_CORE

const cores = (has: { capacityCpuMilli: number; capacityMemoryBytes: number }): number =>
  coresOf(has.capacityCpuMilli, has.capacityMemoryBytes)
