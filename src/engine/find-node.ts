import { NODE_READY } from '../cluster/node-table.ts'
import { fitsBesideNominated } from './beside-nominated.ts'
import { nominatedFirst } from './nominated-first.ts'
import type { Run } from './run.ts'

/** The node for a pod, or -1: the one it was promised if it fits there, else the policy's choice beside those promised to others. */
export function findNode(run: Run, pod: number): number {
  const { cluster, placement, nominations } = run
  const podClass = cluster.pods.podClass[pod]
  if (nominations.size === 0) return placement.choose(podClass)
  const fits = (node: number) => fitsBesideNominated(run, pod, node)
  return nominatedFirst(nominations.of(pod), fits, () => {
    const taken = new Set(
      [...nominations.nodes].filter((node) => nominations.ahead(pod, node).length > 0 && !fits(node)),
    )
    return taken.size === 0 ? placement.choose(podClass) : chooseAside(run, podClass, taken)
  })
}

function chooseAside({ cluster, placement }: Run, podClass: number, taken: ReadonlySet<number>): number {
  const { order, nodes } = cluster
  const others = order.rows.subarray(0, order.count).filter((row) => nodes.state[row] === NODE_READY && !taken.has(row))
  return placement.chooseAmong(podClass, others, others.length)
}
