import { expect, test } from 'vitest'
import type { Cluster } from '../../../src/cluster/cluster.ts'
import { viewOf } from '../../../src/cluster/view.ts'
import { nodeResourcesFit as plugin } from '../../../src/policies/filter/node-resources-fit.ts'
import type { Said } from '../../builders/amounts.ts'
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

test.each([
  {
    asks: { cpu: 4, memory: 8 },
    reasons: ['Insufficient cpu', 'Insufficient memory'],
    resolvable: true,
    because: 'an empty node has 4 cores and 8 GiB',
  },
  {
    asks: { cpu: 4, memory: 9 },
    reasons: ['Insufficient cpu', 'Insufficient memory'],
    resolvable: false,
    because: 'the cores could be had, 9 GiB never',
  },
  {
    asks: { cpu: 1, disk: 200, [GPU]: 2 },
    reasons: ['Insufficient ephemeral-storage', `Insufficient ${GPU}`],
    resolvable: false,
    because: 'all that is short is told, what fits is not',
  },
])('$asks: $reasons, resolvable $resolvable, $because', ({ asks, reasons, resolvable }) => {
  expect(rejectionOf(clusterOf([node], [GPU]), asks)).toEqual({ reasons, resolvable })
})

test('too many pods comes first, and eviction helps', () => {
  const full = clusterOf([{ ...node, pods: [podTemplate({ cpu: 2 }), podTemplate({}), podTemplate({})] }], [GPU])
  const reasons = ['Too many pods', 'Insufficient cpu']
  expect(rejectionOf(full, { cpu: 3 })).toEqual({ reasons, resolvable: true })
})

test.each([
  { options: { ignoredResources: [GPU] }, fits: true, because: 'it is ignored by name' },
  { options: { ignoredResourceGroups: ['nvidia.com'] }, fits: true, because: 'its group is ignored' },
  { options: { ignoredResourceGroups: ['nvidia'] }, fits: false, because: 'a group is the whole part before the /' },
  { options: { ignoredResources: ['cpu', 'example.com/gpu'] }, fits: false, because: 'others are ignored' },
])('$options: $fits, $because', ({ options, fits }) => {
  expect(rejectionOf(clusterOf([node], [GPU]), { [GPU]: 3 }, options) === null).toBe(fits)
})

test('only extended resources can be ignored', () => {
  const name = 'kubernetes.io/something'
  const cluster = clusterOf([{ name: 'node', shape: nodeShape() }], [name])
  const options = { ignoredResources: ['cpu', name], ignoredResourceGroups: ['kubernetes.io'] }
  const reasons = ['Insufficient cpu', `Insufficient ${name}`]
  expect(rejectionOf(cluster, { cpu: 5, [name]: 1 }, options)).toEqual({ reasons, resolvable: false })
})

test('a node that is too small even when empty makes no other try worth while', () => {
  const cluster = clusterOf([node], [GPU])
  const helps = (kind: 'node-added' | 'node-changed', asks: Said) =>
    plugin.retry?.helps?.(
      { kind, node: 0 },
      cluster.podClass(podTemplate(asks)),
      viewOf(cluster),
      plugin.options.parse({}),
    )
  expect(helps('node-added', { cpu: 4 })).toBe(true)
  expect(helps('node-changed', { cpu: 5 })).toBe(false)
})

/** Why the first node turns a pod down; null: it does not. */
function rejectionOf(cluster: Cluster, asks: Said, options = {}) {
  const decoded = plugin.options.parse(options)
  const filter = plugin.prepare(cluster.podClass(podTemplate(asks)), viewOf(cluster), decoded)
  if (filter?.reach !== 'node') throw new Error('a filter of nodes')
  return filter.keep(Int32Array.of(0), 1) === 1 ? null : filter.explain(0)
}
