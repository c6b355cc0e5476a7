import { expect, test } from 'vitest'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

const share = gpuPod({ milli: 500 })
const whole = gpuPod({ count: 1 })

test('the same kind alone before the same kind among others, an empty node, and others only', () => {
  const cluster = clusterOf([
    { name: 'shares', shape: gpuNode(8), pods: [share, share] },
    { name: 'both', shape: gpuNode(8), pods: [share, whole] },
    { name: 'plain', shape: gpuNode(8), pods: [podTemplate({ cpu: 1 })] },
    { name: 'wholes', shape: gpuNode(8), pods: [whole] },
  ])
  // 25 × used / 8 devices, truncated: 3, 4, 0, 3; and 75, 50, 25, 0
  expect(scoresOf(cluster, 'GpuClustering', cluster.podClass(share), {})).toEqual([78, 54, 25, 3])
  expect(scoresOf(cluster, 'GpuClustering', cluster.podClass(gpuPod({ slice: 'half' })), {})).toEqual([78, 54, 25, 3])
  expect(scoresOf(cluster, 'GpuClustering', cluster.podClass(gpuPod({ count: 2 })), {})).toEqual([3, 4, 25, 3])
  expect(scoresOf(cluster, 'GpuClustering', cluster.podClass(podTemplate({ cpu: 1 })), {})).toEqual([0, 0, 0, 0])
})
