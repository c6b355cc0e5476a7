import type { Run } from './run.ts'

/** Looks at the cluster as if the pods that a pod must leave room for were on these nodes, which they are promised; in a fork. */
export function besideNominated<T>(run: Run, pod: number, nodes: readonly number[], look: () => T): T {
  const { cluster, nominations, nowUs } = run
  cluster.fork()
  try {
    for (const node of nodes) for (const other of nominations.ahead(pod, node)) cluster.bind(other, node, nowUs)
    return look()
  } finally {
    cluster.revert()
  }
}

/** Whether all filters let a pod onto a node, with and without the pods that the node is promised to. */
export function fitsBesideNominated(run: Run, pod: number, node: number): boolean {
  const { placement, cluster, nominations } = run
  const podClass = cluster.pods.podClass[pod]
  if (!placement.fits(podClass, node)) return false
  if (nominations.ahead(pod, node).length === 0) return true
  return besideNominated(run, pod, [node], () => placement.fits(podClass, node))
}
