import { NODE_READY } from '../../cluster/node-table.ts'
import type { CoveringBudget } from '../../model/eviction.ts'
import type { NodeAutoscalerView, PodOnNode } from '../../policies/types.ts'
import { budgetsAsTheyStand } from '../preemption/budgets-now.ts'
import type { Run } from '../run.ts'
import { claims } from './claims.ts'
import { expansion } from './expansion.ts'
import { inFork } from './in-fork.ts'
import { removableInTurn } from './removals.ts'
import { replaceable } from './replacement.ts'

/** What a node autoscaler sees of a run at this moment. */
export function nodeAutoscalerView(run: Run): NodeAutoscalerView {
  const { cluster, pending, nowUs } = run
  let budgets: ((pod: number) => readonly CoveringBudget[]) | null = null
  return {
    nowUs,
    get version() {
      return cluster.changes.version + cluster.podEpoch
    },
    pools: run.pools.map(({ spec, ready, booting, leaving, failures, drainFailures }) => ({
      pool: spec,
      nodesReady: ready,
      nodesBooting: booting,
      nodesLeaving: leaving,
      failures,
      drainFailures,
    })),
    cluster,
    get unschedulablePods() {
      return pending.unschedulableCount(nowUs)
    },
    get oldestUnschedulableUs() {
      const oldestUs = pending.oldestUnschedulableUs(nowUs)
      return oldestUs === Number.POSITIVE_INFINITY ? null : oldestUs
    },
    hasBudgets: run.budgets.length > 0,
    readyNodes: () => readyNodes(run),
    podsOn(node) {
      budgets ??= budgetsAsTheyStand(run)
      return podsOn(run, node, budgets)
    },
    wouldNeed: (offer, limit, leastPriority) => expansion(run, offer, limit, leastPriority),
    wouldClaim: (offers, room) => claims(run, offers, room),
    wouldGo: (candidates, limit, before, newRules) => removableInTurn(run, candidates, limit, before, newRules),
    wouldReplace: (nodes, offers) => inFork(run, () => replaceable(run, nodes, offers)),
  }
}

function readyNodes({ cluster: { order, nodes } }: Run): number[] {
  const ready: number[] = []
  const { rows, count } = order
  for (let i = 0; i < count; i++) {
    if (nodes.state[rows[i]] === NODE_READY && nodes.cordoned[rows[i]] === 0) ready.push(rows[i])
  }
  return ready
}

function podsOn(run: Run, node: number, budgets: (pod: number) => readonly CoveringBudget[]): PodOnNode[] {
  const { nodes, pods, classes } = run.cluster
  const here: PodOnNode[] = []
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    const { scheduling, priority } = classes[pods.podClass[pod]]
    const { kind, spec } = run.workloads[pods.workload[pod]]
    here.push({
      namespace: scheduling.namespace,
      workload: spec.name,
      kind,
      priority,
      budgets: budgets(pod),
      createdUs: pods.createdUs[pod],
      terminating: pods.terminating[pod] === 1,
    })
  }
  return here
}
