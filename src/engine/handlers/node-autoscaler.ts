import { assert } from '../../base/assert.ts'
import { NODE_READY } from '../../cluster/node-table.ts'
import type { NodeDecision } from '../../policies/node-autoscaler/types.ts'
import { drainNode } from '../apply/drain.ts'
import { orderNodes, removeNode } from '../apply/nodes.ts'
import { KIND } from '../event-kinds.ts'
import { nodeAutoscalerView } from '../node-what-if/view.ts'
import { noteDecision } from '../note-decision.ts'
import type { Run } from '../run.ts'
import type { Handler } from './types.ts'

/** The node autoscaler looks at the cluster. */
export const nodeAutoscaler: Handler = (run) => {
  for (const decision of run.nodeAutoscaler.decide(nodeAutoscalerView(run))) apply(run, decision)
  const { everyUs } = run.nodeAutoscaler
  if (everyUs !== null && run.nowUs + everyUs < run.durationUs) {
    run.queue.push(run.nowUs + everyUs, KIND['node-autoscaler'])
  }
}

function apply(run: Run, decision: NodeDecision): void {
  const { nodes } = run.cluster
  if (decision.kind === 'add') {
    const pool = run.pools[decision.poolIndex]
    const { limits, name } = pool.spec
    const count = decision.nodes.length
    assert(pool.ready + pool.booting + count <= limits.max, `${name} would exceed its limit`)
    noteDecision(run, 'node autoscaler', `+${count} ${name}${instanceTypes(run, decision)}`, decision.reason)
    orderNodes(run, pool, decision.nodes, run.nodeAutoscaler.maxProvisionUs)
    return
  }
  assert(nodes.state[decision.node] === NODE_READY, 'only ready nodes are removed')
  noteDecision(run, 'node autoscaler', `−1 ${nodes.names[decision.node]}`, decision.reason)
  if (decision.kind === 'remove') removeNode(run, decision.node)
  else drainNode(run, decision.node, decision.giveUpAfterUs)
}

/** Which machines, where a pool has a choice. */
function instanceTypes(run: Run, { poolIndex, nodes }: Extract<NodeDecision, { kind: 'add' }>): string {
  const { offerings } = run.pools[poolIndex].spec
  if (offerings.length === 1) return ''
  const names = nodes.map(({ offering }) => {
    const { instanceType, purchase } = offerings[offering]
    return purchase === 'spot' ? `${instanceType} spot` : `${instanceType}`
  })
  return ` (${[...new Set(names)].join(', ')})`
}
