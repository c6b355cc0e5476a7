import { NODE_BOOTING } from '../../cluster/node-table.ts'
import type { NodeOrder } from '../../policies/node-autoscaler/types.ts'
import { addNode } from '../apply/nodes.ts'
import type { Run } from '../run.ts'

/** Tries something out on the cluster, of which nothing is left but the answer. */
export function inFork<Answer>(run: Run, look: () => Answer): Answer {
  const made = run.pools.map((pool) => pool.made)
  run.cluster.fork()
  try {
    return look()
  } finally {
    run.cluster.revert()
    run.pools.forEach((pool, index) => {
      pool.made = made[index]
    })
  }
}

export function addReadyNode(run: Run, poolIndex: number, order: NodeOrder): number {
  const node = addNode(run, run.pools[poolIndex], order)
  run.cluster.nodeReady(node, run.nowUs)
  return node
}

/** Nodes on their way are as good as here; returns them in node order. */
export function bootingNodesReady({ cluster, nowUs }: Run): number[] {
  const { order, nodes } = cluster
  const booting = [...order.rows.subarray(0, order.count)].filter((row) => nodes.state[row] === NODE_BOOTING)
  for (const node of booting) cluster.nodeReady(node, nowUs)
  return booting
}
