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
  const { cluster, trial, nowUs } = run
  const candidates: number[] = []
  for (let i = 0; i < cluster.order.count; i++) {
    const row = cluster.order.rows[i]
    if (cluster.nodes.state[row] === NODE_BOOTING) candidates.push(row)
  }
  const fresh = new Set<number>()
  let pods = 0
  for (const ofClass of run.pending.unschedulable(nowUs)) {
    for (const pod of ofClass) {
      const podClass = cluster.pods.podClass[pod]
      let node = trial.chooseAmong(podClass, Int32Array.from(candidates), candidates.length)
      if (node === -1 && fresh.size < limit) {
        const added = addNode(run, run.pools[poolIndex], run.pools[poolIndex].spec.shape, null)
        candidates.push(added)
        fresh.add(added)
        node = trial.chooseAmong(podClass, Int32Array.of(added), 1)
      }
      if (node === -1) break
      cluster.bind(pod, node, nowUs)
      if (fresh.has(node)) pods++
    }
  }
  const used = [...fresh].filter((node) => cluster.nodes.podCount[node] > 0)
  return { pods, nodesUsed: used.length }
}
