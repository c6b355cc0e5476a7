import { expect, test } from 'vitest'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { placement } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

test('small: it has least left', () => {
  const cluster = clusterOf([
    { name: 'large', shape: gpuNode(8, 'G2', 128), pods: [gpuPod({ count: 2 })] },
    { name: 'small', shape: gpuNode(1, 'T4', 8) },
    { name: 'shares', shape: gpuNode(8, 'G2', 128), pods: [gpuPod({ milli: 600 })] },
  ])
  cluster.targetWorkload = [{ cpuMilli: 1000, gpu: { count: 1, milli: 1000, slice: null, models: [] }, share: 1 }]
  expect(chosenNode(cluster, placement('gpu-best-fit'), gpuPod({ milli: 500 }))).toBe('small')
})
