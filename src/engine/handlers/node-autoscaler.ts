import { assert } from '../../base/assert.ts'
import { NODE_READY } from '../../cluster/node-table.ts'
import type { NodeAutoscalerView, NodeDecision, PoolView } from '../../policies/types.ts'
import { orderNodes, removeNode } from '../apply/nodes.ts'
import { KIND } from '../event-kinds.ts'
import { noteDecision } from '../note-decision.ts'
import type { Run } from '../run.ts'
import { wouldPlace } from '../what-if.ts'
import type { Handler } from './types.ts'

/** The node autoscaler looks at the cluster. */
export const nodeAutoscaler: Handler = (run) => {
  for (const decision of run.nodeAutoscaler.decide(viewOf(run))) apply(run, decision)
  const { everyUs } = run.nodeAutoscaler
  if (everyUs !== null && run.nowUs + everyUs < run.durationUs) {
    run.queue.push(run.nowUs + everyUs, KIND['node-autoscaler'])
  }
}

function apply(run: Run, decision: NodeDecision): void {
  const { nodes } = run.cluster
  if (decision.kind === 'add') {
    const pool = run.pools[decision.poolIndex]
    const { limits } = pool.spec
    assert(pool.ready + pool.booting + decision.count <= limits.max, `${pool.spec.name} would exceed its limit`)
    noteDecision(run, 'node autoscaler', `+${decision.count} ${pool.spec.name}`, decision.reason)
    orderNodes(run, pool, decision.count)
  } else {
    assert(nodes.state[decision.node] === NODE_READY, 'only ready nodes are removed')
    noteDecision(run, 'node autoscaler', `−1 ${nodes.names[decision.node]}`, decision.reason)
    removeNode(run, decision.node)
  }
}

function viewOf(run: Run): NodeAutoscalerView {
  return {
    nowUs: run.nowUs,
    pools: run.pools.map(
      (pool): PoolView => ({
        pool: pool.spec,
        nodesReady: pool.ready,
        nodesBooting: pool.booting,
        idle: idleNodes(run, pool.index),
      }),
    ),
    unschedulablePods: run.pending.unschedulableCount(run.nowUs),
    wouldPlace: (poolIndex, count) => wouldPlace(run, poolIndex, count),
  }
}

function idleNodes(run: Run, poolIndex: number): { node: number; sinceUs: number }[] {
  const { order, nodes } = run.cluster
  const { rows, count } = order
  const idle: { node: number; sinceUs: number }[] = []
  for (let i = 0; i < count; i++) {
    const node = rows[i]
    if (nodes.pool[node] !== poolIndex || nodes.podCount[node] > 0 || nodes.state[node] !== NODE_READY) continue
    idle.push({ node, sinceUs: nodes.emptySinceUs[node] })
  }
  return idle.sort((a, b) => a.sinceUs - b.sinceUs)
}
