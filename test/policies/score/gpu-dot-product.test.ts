import { expect, test } from 'vitest'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

test('100 × (1 − (cpu part + gpu part) / 2), by shares of 128 cores and 8 devices, before the pod is there', () => {
  const cluster = clusterOf([
    { name: 'small', shape: gpuNode(1) },
    { name: 'large', shape: gpuNode(8, 'G2', 128) },
    { name: 'used', shape: gpuNode(8, 'G2', 128), pods: [gpuPod({ count: 4 }, 64)] },
  ])
  const asks = cluster.podClass(gpuPod({ count: 4 }, 64))
  // 1 − (32/128 × 64/128 + 1/8 × 4/8) / 2 = 0.90625; 1 − (1 × 0.5 + 1 × 0.5) / 2; 1 − (0.5 × 0.5 + 0.5 × 0.5) / 2
  expect(scoresOf(cluster, 'GpuDotProduct', asks, {})).toEqual([90, 50, 75])
})
