import type { PodClass } from '../cluster/pod-class.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { FreeOfNode } from '../devices/gpu-scores.ts'
import { CPU } from '../model/amounts.ts'
import type { NodeScore } from './placement/types.ts'
import { takenOf } from './taken-devices.ts'

/** A score of what a node has free of CPU and of all its devices together, before the pod is on it. */
export function scoredByFree(
  podClass: PodClass,
  cluster: ClusterView,
  score: (free: FreeOfNode, cpuMilli: number, gpuMilli: number) => number,
): NodeScore {
  const taken = takenOf(podClass)
  return {
    reach: 'node',
    // Nodes larger than the study's largest may come below 0.
    wholeUpTo: null,
    add(rows, count, weight, totals) {
      const { allocatable, requested, devices } = cluster.nodes
      const { shapes, freeOfNode } = devices
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        const { cpuMilli, count: wanted, milli } = taken(shapes[row])
        const free = { cpuMilli: allocatable[CPU][row] - requested[CPU][row], gpuMilli: freeOfNode[row] }
        totals[i] += weight * score(free, cpuMilli, wanted * milli)
      }
    },
  }
}
