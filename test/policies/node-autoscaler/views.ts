import { randomStream } from '../../../src/base/random.ts'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { BASE_RESOURCES } from '../../../src/model/amounts.ts'
import type { NodePool } from '../../../src/model/cluster-spec.ts'
import { NODE_AUTOSCALERS } from '../../../src/policies/node-autoscaler/registry.ts'
import type {
  NodeAutoscaler,
  NodeAutoscalerView,
  PoolView,
  Removals,
} from '../../../src/policies/node-autoscaler/types.ts'
import { nodeAutoscaler } from '../../builders/model.ts'

export function autoscalerOf(name: string, options: object = {}): NodeAutoscaler {
  const plugin = NODE_AUTOSCALERS.find((each) => each.name === name)
  if (plugin === undefined) throw new Error(`no node autoscaler ${name}`)
  return plugin.create(nodeAutoscaler(name, options).options, randomStream(1, 'test'))
}

export function poolView(pool: NodePool, parts: Partial<PoolView> = {}): PoolView {
  return { pool, nodesReady: 1, nodesBooting: 0, nodesLeaving: 0, failures: 0, drainFailures: 0, ...parts }
}

/** Nothing waits, no node is there, and whatever is asked, the answer is no. */
export function nodesView(parts: Partial<NodeAutoscalerView> = {}): NodeAutoscalerView {
  return {
    nowUs: 0,
    version: 0,
    pools: [],
    cluster: new Cluster(BASE_RESOURCES, []),
    unschedulablePods: 0,
    oldestUnschedulableUs: null,
    readyNodes: () => [],
    podsOn: () => [],
    wouldNeed: () => ({ pods: 0, nodes: [], requestedCpuMilli: 0, requestedMemoryBytes: 0 }),
    wouldClaim: () => [],
    hasBudgets: false,
    wouldGo: () => removals([]),
    wouldReplace: () => ({ fits: false, by: null }),
    ...parts,
  }
}

/** An answer to which nodes could go, with nothing to carry over. */
export function removals(verdicts: readonly boolean[]): Removals {
  const plan = { nodes: new Set<number>(), moves: new Map(), arrivals: new Map(), inAnyOrder: false }
  return { verdicts, plan: { ...plan, affinityEpoch: 0, version: 0 } }
}
