import { POD_READY, POD_STOPPING, POD_WARMING } from '../../cluster/pod-table.ts'
import { evictionVerdict } from '../../model/eviction.ts'
import { KIND } from '../event-kinds.ts'
import { happened } from '../happened.ts'
import { noteDecision } from '../note-decision.ts'
import { budgetsAsTheyStand } from '../preemption/budgets-now.ts'
import type { Run } from '../run.ts'
import { removeNode } from './nodes.ts'
import { evictPod } from './pods.ts'

/** How often an eviction that was refused is asked for again (kubectl drain and cluster-autoscaler alike). */
const RETRY_US = 5_000_000

/** Begins to empty a node: it takes no new pods, those on it are evicted as their budgets allow, and it is removed when all are gone. */
export function drainNode(run: Run, node: number, giveUpAfterUs: number): void {
  const number = run.nextDrain++
  run.cluster.setCordoned(node, true)
  run.draining.set(node, { number, giveUpUs: run.nowUs + giveUpAfterUs })
  run.pools[run.cluster.nodes.pool[node]].leaving++
  happened(run, { kind: 'node-changed', node })
  continueDrain(run, node, number)
}

/** Evicts what may go by now; looks again when the last pod is gone, or when a budget may allow more. */
export function continueDrain(run: Run, node: number, number: number): void {
  const { cluster, draining, nowUs } = run
  const drain = draining.get(node)
  if (drain?.number !== number) return
  if (cluster.nodes.podCount[node] === 0) {
    endDrain(run, node)
    removeNode(run, node)
    return
  }
  const left = evictAllowed(run, node)
  if (left === 0) return
  if (nowUs < drain.giveUpUs) {
    run.queue.push(Math.min(drain.giveUpUs, nowUs + RETRY_US), KIND['node-drain'], node, number)
    return
  }
  endDrain(run, node)
  const pool = run.pools[cluster.nodes.pool[node]]
  pool.drainFailures++
  cluster.setCordoned(node, pool.spec.unschedulable)
  happened(run, { kind: 'node-changed', node })
  const pods = left === 1 ? '1 pod' : `${left} pods`
  noteDecision(run, 'node autoscaler', `keeps ${cluster.nodes.names[node]}`, `disruption budgets keep ${pods} on it`)
}

function endDrain(run: Run, node: number): void {
  run.draining.delete(node)
  run.pools[run.cluster.nodes.pool[node]].leaving--
}

/** Returns how many pods must stay for now. */
function evictAllowed(run: Run, node: number): number {
  const { nodes, pods } = run.cluster
  const here: number[] = []
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    if (pods.state[pod] !== POD_STOPPING) here.push(pod)
  }
  let left = 0
  for (const pod of here) {
    const state = pods.state[pod]
    const runs = state === POD_READY || state === POD_WARMING
    const verdict = evictionVerdict(
      { phase: runs ? 'Running' : 'Pending', ready: state === POD_READY, deleting: false },
      budgetsAsTheyStand(run)(pod),
    )
    if (verdict.allowed) evictPod(run, pod)
    else left++
  }
  return left
}
