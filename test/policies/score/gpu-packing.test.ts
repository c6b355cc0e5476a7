import { expect, test } from 'vitest'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

test('devices in use before free ones, and those before empty nodes', () => {
  const cluster = clusterOf([
    { name: 'empty', shape: gpuNode(4) },
    { name: 'in use', shape: gpuNode(4), pods: [gpuPod({ milli: 600 })] },
    { name: 'fuller', shape: gpuNode(4), pods: [gpuPod({ milli: 800 })] },
  ])
  const score = (template: ReturnType<typeof gpuPod>) => scoresOf(cluster, 'GpuPacking', cluster.podClass(template), {})
  // 33 − 4 devices; 100 − 40 / 10; 100 − 20 / 10
  expect(score(gpuPod({ milli: 200 }))).toEqual([29, 96, 98])
  // the third device has 200 left, so a free one is opened: 50 − 1
  expect(score(gpuPod({ milli: 300 }))).toEqual([29, 96, 49])
  expect(score(gpuPod({ count: 2 }))).toEqual([29, 48, 48])
  expect(score(podTemplate({ cpu: 1 }))).toEqual([0, 0, 0])
})
