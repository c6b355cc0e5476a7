import { expect, test } from 'vitest'
import type { TargetShape } from '../../../src/model/gpus.ts'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { nodeShape } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

const wholeGpus: TargetShape[] = [{ cpuMilli: 1000, gpu: { count: 1, milli: 1000, slice: null, models: [] }, share: 1 }]

test('100 × sigmoid of what fragmentation falls by, in devices', () => {
  const cluster = clusterOf([
    { name: 'plain', shape: nodeShape() },
    { name: 'empty', shape: gpuNode(2) },
    { name: 'shared', shape: gpuNode(2), pods: [gpuPod({ milli: 400 })] },
  ])
  cluster.targetWorkload = wholeGpus
  const score = (asks: Parameters<typeof gpuPod>[0]) =>
    scoresOf(cluster, 'FragmentationGradient', cluster.podClass(gpuPod(asks)), {})
  // Half of a device that whole pods could have used: 500 more are useless: 1 / (1 + e^0.5) = 0.3775.
  // On the shared device 600 were useless and 100 are left: 1 / (1 + e^−0.5) = 0.6225.
  expect(score({ milli: 500 })).toEqual([50, 37, 62])
  expect(score({ count: 1 })).toEqual([50, 50, 50])
})
