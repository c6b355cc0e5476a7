import { NODE_BOOTING } from '../cluster/node-table.ts'
import { addNode } from './apply/nodes.ts'
import type { Run } from './run.ts'

/**
 * What would happen if up to `limit` nodes of a pool joined: how many of the pods that found no node would get one, and how many of
 * the new nodes would be needed. Nodes still booting are filled first, as they are on their way anyhow. Tried with the scheduler's own
 * filters and scores in a fork, of which nothing is left.
 */
export function wouldPlace(run: Run, poolIndex: number, limit: number): { pods: number; nodesUsed: number } {
  const pool = run.pools[poolIndex]
  const { made } = pool
  run.cluster.fork()
  try {
    return tryPlacing(run, poolIndex, limit)
  } finally {
    run.cluster.revert()
    pool.made = made
  }
}

function tryPlacing(run: Run, poolIndex: number, limit: number): { pods: number; nodesUsed: number } {
  const { cluster, placement, nowUs } = run
  const candidates: number[] = []
  for (let i = 0; i < cluster.nodeCount; i++) {
    const row = cluster.nodeOrder[i]
    if (cluster.nodes.state[row] === NODE_BOOTING) candidates.push(row)
  }
  const firstNew = candidates.length
  let pods = 0
  for (const ofClass of run.pending.blockedPods()) {
    for (const pod of ofClass) {
      const podClass = cluster.pods.podClass[pod]
      let node = placement.chooseAmong(podClass, Int32Array.from(candidates), candidates.length)
      if (node === -1 && candidates.length - firstNew < limit) {
        const fresh = addNode(run, run.pools[poolIndex], run.pools[poolIndex].spec.shape, null)
        candidates.push(fresh)
        node = placement.chooseAmong(podClass, Int32Array.of(fresh), 1)
      }
      if (node === -1) break
      cluster.bind(pod, node, nowUs)
      if (candidates.indexOf(node) >= firstNew) pods++
    }
  }
  const nodesUsed = candidates.slice(firstNew).filter((node) => cluster.nodes.podCount[node] > 0).length
  return { pods, nodesUsed }
}
