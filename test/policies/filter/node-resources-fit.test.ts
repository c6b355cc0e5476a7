import { expect, test } from 'vitest'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, passing } from '../../builders/nodes.ts'

const GPU = 'nvidia.com/gpu'

/** The node has 4 cores, 8 GiB, 100 GiB of disk, 2 GPUs and room for three pods; a pod of 1 core, 2 GiB and one GPU is on it. */
const node = {
  name: 'node',
  shape: nodeShape({ cpu: 4, memory: 8, disk: 100, [GPU]: 2 }, { maxPods: 3 }),
  pods: [podTemplate({ cpu: 1, memory: 2, [GPU]: 1 })],
}

test.each([
  { asked: { cpu: 3, memory: 6 }, fits: true, because: '4 − 1 = 3 cores and 8 − 2 = 6 GiB are free' },
  { asked: { cpu: 3.001, memory: 6 }, fits: false, because: '3001 m are one more than 3000 m' },
  { asked: { cpu: 3, memory: 6 + 1 / (1024 * 1024 * 1024) }, fits: false, because: 'one byte is missing' },
  { asked: { [GPU]: 1 }, fits: true, because: '2 − 1 = 1 GPU is free' },
  { asked: { [GPU]: 2 }, fits: false, because: 'only one GPU is free' },
  { asked: { disk: 100 }, fits: true, because: 'nobody uses the disk' },
  { asked: { disk: 101 }, fits: false, because: 'the disk has 100 GiB' },
  { asked: {}, fits: true, because: 'who asks for nothing needs a place only' },
  { asked: { cpu: 0 }, fits: true, because: 'a written 0 asks for nothing' },
])('$asked: $fits, $because', ({ asked, fits }) => {
  const cluster = clusterOf([node], [GPU])
  expect(passing(cluster, 'NodeResourcesFit', podTemplate(asked))).toEqual(fits ? ['node'] : [])
})

test('a node with all its places taken takes no pod, not even one that asks for nothing', () => {
  const cluster = clusterOf([{ ...node, pods: [podTemplate({}), podTemplate({}), podTemplate({})] }])
  expect(passing(cluster, 'NodeResourcesFit', podTemplate({}))).toEqual([])
})

test('the defaults of scores are none of its business: a thousand pods without requests fit on 100 m', () => {
  const shape = nodeShape({ cpu: 0.1, memory: 0.1 }, { maxPods: 1001 })
  const cluster = clusterOf([{ name: 'node', shape, pods: Array.from({ length: 1000 }, () => podTemplate({})) }])
  expect(passing(cluster, 'NodeResourcesFit', podTemplate({ cpu: 0.1 }))).toEqual(['node'])
})

test('what the cluster does not have, no node has', () => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape() }], ['example.com/fpga'])
  expect(passing(cluster, 'NodeResourcesFit', podTemplate({ 'example.com/fpga': 1 }))).toEqual([])
})
