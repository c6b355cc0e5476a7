import { CPU, MEMORY } from '../../model/amounts.ts'
import type { Expansion, NodeOffer, NodeOrder } from '../../policies/node-autoscaler/types.ts'
import type { Run } from '../run.ts'
import { Estimator, type PodGroup } from './estimate.ts'
import { addReadyNode, bootingNodesReady, inFork } from './in-fork.ts'

/**
 * What up to `limit` nodes of an offer would do for the pods that found no node and that nodes on their way will not take: tried with
 * the scheduler's own filters in a fork, of which nothing is left.
 */
export function expansion(
  run: Run,
  { poolIndex, offering }: NodeOffer,
  limit: number,
  leastPriority: number,
): Expansion {
  return inFork(run, () => {
    const { cluster, trial, nowUs } = run
    const pool = run.pools[poolIndex]
    const { zones, offerings } = pool.spec
    const { allocatable } = offerings[offering].shape
    const orders = new Map<number, NodeOrder>()
    let turn = -1
    const groups = stillWaiting(run, leastPriority)
    const first = pool.made
    const { nodes, pods } = new Estimator(
      cluster,
      trial,
      {
        limit,
        cpuMilli: allocatable['cpu'] ?? 0,
        memoryBytes: allocatable['memory'] ?? 0,
        add(attempt) {
          if (attempt > 0 && attempt >= zones.length) return -1
          if (attempt === 0) turn++
          const zone = zones.length === 0 ? null : (first + turn + attempt) % zones.length
          const order = { offering, zone }
          const node = addReadyNode(run, poolIndex, order)
          orders.set(node, order)
          return node
        },
      },
      nowUs,
    ).estimate(groups)
    const requested = (resource: number) =>
      pods.reduce((sum, pod) => sum + cluster.classes[cluster.pods.podClass[pod]].requests[resource], 0)
    return {
      pods: pods.length,
      nodes: nodes.flatMap((node) => orders.get(node) ?? []),
      requestedCpuMilli: requested(CPU),
      requestedMemoryBytes: requested(MEMORY),
    }
  })
}

/** Pods without a node, class by class, without those that nodes on their way will take. */
export function stillWaiting(run: Run, leastPriority: number): PodGroup[] {
  const { cluster, trial, pending, nowUs } = run
  const booting = Int32Array.from(bootingNodesReady(run))
  return pending.unschedulable(nowUs).flatMap((pods) => {
    const podClass = cluster.pods.podClass[pods[0]]
    if (cluster.classes[podClass].priority < leastPriority) return []
    let taken = 0
    for (; taken < pods.length; taken++) {
      const at = trial.firstFit(podClass, booting)
      if (at === -1) break
      cluster.bind(pods[taken], booting[at], nowUs)
    }
    return taken === pods.length ? [] : [{ podClass, pods: pods.slice(taken) }]
  })
}
