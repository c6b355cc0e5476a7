import { packingScore } from '../../devices/gpu-scores.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

export const gpuPacking: ScorePlugin<NoOptions> = {
  name: 'GpuPacking',
  doc: 'Prefers devices in use, then free devices of nodes in use, then empty nodes; as GpuPacking of the FGD study.',
  options: noOptions,
  prepare(podClass, cluster) {
    if (podClass.scheduling.gpu === undefined) return null
    const taken = takenOf(podClass)
    return {
      reach: 'node',
      wholeUpTo: 100,
      add(rows, count, weight, totals) {
        const { shapes, free, stride } = cluster.nodes.devices
        for (let i = 0; i < count; i++) {
          const shape = shapes[rows[i]]
          const { count: wanted, milli } = taken(shape)
          totals[i] += weight * packingScore(free, rows[i] * stride, shape?.count ?? 0, wanted, milli)
        }
      },
    }
  },
}
