import { Fragmentation } from '../../devices/fragmentation.ts'
import { FragmentationGradient } from '../../devices/fragmentation-gradient.ts'
import { gradientScore } from '../../devices/gpu-scores.ts'
import { CPU } from '../../model/amounts.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

/** What placing a pod on a node without devices does to fragmentation. */
const NOTHING = gradientScore(0, 0)

export const fragmentationGradient: ScorePlugin<NoOptions> = {
  name: 'FragmentationGradient',
  doc: 'Prefers nodes where the pod leaves the least idle GPU that the pods to come could not use.',
  options: noOptions,
  prepare(podClass, cluster) {
    const taken = takenOf(podClass)
    const gradient = new FragmentationGradient(new Fragmentation(cluster.targetWorkload))
    return {
      reach: 'node',
      wholeUpTo: 100,
      add(rows, count, weight, totals) {
        const { allocatable, requested, devices } = cluster.nodes
        const { shapes, free, stride } = devices
        for (let i = 0; i < count; i++) {
          const row = rows[i]
          const shape = shapes[row]
          const cpuFree = allocatable[CPU][row] - requested[CPU][row]
          const score = shape === null ? NOTHING : gradient.score(shape, cpuFree, free, row * stride, taken(shape))
          totals[i] += weight * score
        }
      },
    }
  },
}
