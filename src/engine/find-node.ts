import { NODE_READY } from '../cluster/node-table.ts'
import { besideNominated, fitsBesideNominated } from './beside-nominated.ts'
import { nominatedFirst } from './nominated-first.ts'
import type { NodeVerdict, Rejections } from './placement/placement.ts'
import type { Ranking } from './placement/ranking.ts'
import type { Run } from './run.ts'

/** The node for a pod, or -1: the one it was promised if it fits there, else the policy's choice beside those promised to others. */
export function findNode(run: Run, pod: number): number {
  const { cluster, placement, nominations } = run
  const podClass = cluster.pods.podClass[pod]
  if (nominations.size === 0) return placement.choose(podClass)
  const fits = (node: number) => fitsBesideNominated(run, pod, node)
  return nominatedFirst(nominations.of(pod), fits, () => {
    const node = placement.choose(podClass)
    if (node === -1) return -1
    const taken = takenNodes(run, pod)
    return taken.length === 0 ? node : chooseAside(run, podClass, new Set(taken))
  })
}

/** Why a pod found no node. */
export function rejectionsOf(run: Run, pod: number): Rejections {
  const { cluster, placement, nominations } = run
  const ask = () => placement.rejections(cluster.pods.podClass[pod])
  const rejections = ask()
  return rejections.everywhere || nominations.size === 0
    ? rejections
    : besideNominated(run, pod, takenNodes(run, pod), ask)
}

/** The same node by node. */
export function verdictsOf(run: Run, pod: number): NodeVerdict[] {
  const { cluster, placement } = run
  return besideNominated(run, pod, takenNodes(run, pod), () => placement.verdicts(cluster.pods.podClass[pod]))
}

/** What the policy chooses from for a pod that is not promised a node. */
export function rankingFor(run: Run, pod: number): Ranking {
  const { cluster, placement } = run
  const podClass = cluster.pods.podClass[pod]
  const taken = takenNodes(run, pod)
  if (taken.length === 0) return placement.ranking(podClass)
  const others = othersThan(run, new Set(taken))
  return placement.rankingAmong(podClass, others, others.length)
}

/** Nodes that would do for a pod, were they not promised to others. */
function takenNodes(run: Run, pod: number): number[] {
  const { placement, cluster, nominations } = run
  const passes = placement.nodeFiltersPass(cluster.pods.podClass[pod])
  return [...nominations.nodes].filter(
    (node) => passes(node) && nominations.ahead(pod, node).length > 0 && !fitsBesideNominated(run, pod, node),
  )
}

function chooseAside(run: Run, podClass: number, taken: ReadonlySet<number>): number {
  const others = othersThan(run, taken)
  return run.placement.chooseAmong(podClass, others, others.length)
}

function othersThan({ cluster: { order, nodes } }: Run, taken: ReadonlySet<number>): Int32Array {
  return order.rows.subarray(0, order.count).filter((row) => nodes.state[row] === NODE_READY && !taken.has(row))
}
