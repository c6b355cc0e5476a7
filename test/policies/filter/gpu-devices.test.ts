import { expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import { gpuDevices } from '../../../src/policies/filter/gpu-devices.ts'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { bindNew, clusterOf, passing } from '../../builders/nodes.ts'

const nodes = () =>
  clusterOf([
    { name: 'plain', shape: nodeShape() },
    { name: 'two', shape: gpuNode(2), pods: [gpuPod({ milli: 600 })] },
    { name: 'four', shape: gpuNode(4, 'A10'), pods: [gpuPod({ count: 3 })] },
  ])

test.each([
  { asks: { milli: 400 }, nodes: ['two', 'four'], because: '400 is left of the shared device, one of four is free' },
  { asks: { milli: 999 }, nodes: ['two', 'four'], because: 'both have a free device' },
  { asks: { count: 1 }, nodes: ['two', 'four'], because: 'both have a free device' },
  { asks: { count: 2 }, nodes: [], because: 'neither has two free ones' },
  { asks: { milli: 400, models: ['A10', 'A100'] }, nodes: ['four'], because: 'two has T4' },
  { asks: { slice: 'half' }, nodes: ['two', 'four'], because: '500 of a free device' },
  { asks: { slice: '7g.80gb' }, nodes: [], because: 'no device can be cut so' },
])('$asks: $nodes, $because', ({ asks, nodes: expected }) => {
  expect(passing(nodes(), 'GpuDevices', gpuPod(asks))).toEqual(expected)
})

test('two shares of 600 do not fit on one device, though 800 is free over both', () => {
  const cluster = clusterOf([
    { name: 'two', shape: gpuNode(2), pods: [gpuPod({ milli: 600 }), gpuPod({ milli: 600 })] },
  ])
  expect(passing(cluster, 'GpuDevices', gpuPod({ milli: 600 }))).toEqual([])
})

test('a pod without a GPU goes anywhere', () => {
  expect(passing(nodes(), 'GpuDevices', podTemplate({ cpu: 1 }))).toEqual(['plain', 'two', 'four'])
})

test('says what is missing, and whether emptying the node would help', () => {
  const cluster = nodes()
  const filter = gpuDevices.prepare(cluster.podClass(gpuPod({ count: 4, models: ['T4', 'A10'] })), viewOf(cluster), {})
  if (filter?.reach !== 'node') throw new Error('looks at nodes')
  expect([0, 1, 2].map((row) => filter.explain(row))).toEqual([
    { reasons: ["node(s) didn't have a GPU of an allowed model"], resolvable: false },
    { reasons: ['node(s) have fewer GPUs than the pod asks for'], resolvable: false },
    { reasons: ['Insufficient free GPU devices'], resolvable: true },
  ])
})

test('a pod with a GPU that leaves may help, one without does not', () => {
  const cluster = nodes()
  const waiting = cluster.podClass(gpuPod({ count: 2 }))
  const helps = (template: ReturnType<typeof podTemplate>) =>
    gpuDevices.retry?.helps?.({ kind: 'pod-gone', podClass: cluster.podClass(template), node: 1 }, waiting, cluster, {})
  bindNew(cluster, podTemplate({ cpu: 1 }), 0)
  expect([helps(gpuPod({ milli: 1 })), helps(podTemplate({ cpu: 1 }))]).toEqual([true, false])
})
