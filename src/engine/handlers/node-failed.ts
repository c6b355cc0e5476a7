import { abandonNode } from '../apply/nodes.ts'
import { noteDecision } from '../note-decision.ts'
import type { Handler } from './types.ts'

/** A node that was ordered has not come, and is no longer waited for. */
export const nodeFailed: Handler = (run, node, poolIndex) => {
  const name = run.cluster.nodes.names[node]
  abandonNode(run, run.pools[poolIndex], node)
  noteDecision(run, 'node autoscaler', `gives up ${name}`, 'it never became ready')
}
