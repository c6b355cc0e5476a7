import { expect, test } from 'vitest'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

test('100 × (1 − what is left of CPU and GPU), by shares of 128 cores and 8 devices', () => {
  const cluster = clusterOf([
    { name: 'small', shape: gpuNode(1) },
    { name: 'large', shape: gpuNode(8, 'G2', 128) },
    { name: 'beyond', shape: gpuNode(16, 'G2', 512) },
  ])
  const asks = cluster.podClass(gpuPod({ milli: 500 }, 16))
  // 1 − (16/128 + 0.5/8) / 2 = 0.90625; 1 − (112/128 + 7.5/8) / 2 = 0.09375; 1 − (496/128 + 15.5/8) / 2 = −1.90625
  expect(scoresOf(cluster, 'GpuBestFit', asks, {})).toEqual([90, 9, -190])
})
