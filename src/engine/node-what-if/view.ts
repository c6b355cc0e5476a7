import { NODE_READY } from '../../cluster/node-table.ts'
import type { CoveringBudget } from '../../model/eviction.ts'
import type { NodeAutoscalerView, NodeOffer, PodOnNode } from '../../policies/node-autoscaler/types.ts'
import { budgetsAsTheyStand } from '../preemption/budgets-now.ts'
import type { Run } from '../run.ts'
import { claims } from './claims.ts'
import { expansion } from './expansion.ts'
import { inFork } from './in-fork.ts'
import { removableInTurn } from './removals.ts'
import { replaceable } from './replacement.ts'

/** What a node autoscaler sees of a run at this moment. */
export function nodeAutoscalerView(run: Run): NodeAutoscalerView {
  return new View(run)
}

/** A class, and not an object of closures: one is made at every look, and most looks find that nothing has changed. */
class View implements NodeAutoscalerView {
  readonly nowUs: number
  readonly cluster: Run['cluster']
  readonly hasBudgets: boolean
  private readonly run: Run
  private seenPools: NodeAutoscalerView['pools'] | null = null
  private budgets: ((pod: number) => readonly CoveringBudget[]) | null = null

  constructor(run: Run) {
    this.run = run
    this.nowUs = run.nowUs
    this.cluster = run.cluster
    this.hasBudgets = run.budgets.length > 0
  }

  get version(): number {
    return this.cluster.changes.version + this.cluster.podEpoch
  }

  get pools(): NodeAutoscalerView['pools'] {
    this.seenPools ??= this.run.pools.map(({ spec, ready, booting, leaving, failures, drainFailures }) => ({
      pool: spec,
      nodesReady: ready,
      nodesBooting: booting,
      nodesLeaving: leaving,
      failures,
      drainFailures,
    }))
    return this.seenPools
  }

  get unschedulablePods(): number {
    return this.run.pending.unschedulableCount(this.nowUs)
  }

  get oldestUnschedulableUs(): number | null {
    const oldestUs = this.run.pending.oldestUnschedulableUs(this.nowUs)
    return oldestUs === Number.POSITIVE_INFINITY ? null : oldestUs
  }

  readyNodes(): readonly number[] {
    return readyNodes(this.run)
  }

  podsOn(node: number): readonly PodOnNode[] {
    this.budgets ??= budgetsAsTheyStand(this.run)
    return podsOn(this.run, node, this.budgets)
  }

  wouldNeed(offer: NodeOffer, limit: number, leastPriority: number) {
    return expansion(this.run, offer, limit, leastPriority)
  }

  wouldClaim(offers: readonly NodeOffer[], room: readonly number[]) {
    return claims(this.run, offers, room)
  }

  wouldGo(...question: Parameters<NodeAutoscalerView['wouldGo']>) {
    return removableInTurn(this.run, ...question)
  }

  wouldReplace(nodes: readonly number[], offers: readonly NodeOffer[]) {
    return inFork(this.run, () => replaceable(this.run, nodes, offers))
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
