import { expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import type { Toleration } from '../../../src/model/workload.ts'
import { nodeUnschedulable } from '../../../src/policies/filter/node-unschedulable.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, passing } from '../../builders/nodes.ts'

const TAINT = 'node.kubernetes.io/unschedulable'

const rows: { tolerations: Toleration[]; nodes: string[]; because: string }[] = [
  { tolerations: [], nodes: ['open'], because: 'a cordon keeps pods away' },
  { tolerations: [{ operator: 'Exists' }], nodes: ['cordoned', 'open'], because: 'this tolerates everything' },
  {
    tolerations: [{ key: TAINT, operator: 'Exists', effect: 'NoSchedule' }],
    nodes: ['cordoned', 'open'],
    because: 'it names the taint',
  },
  { tolerations: [{ key: TAINT }], nodes: ['cordoned', 'open'], because: 'the taint has an empty value' },
  { tolerations: [{ key: TAINT, value: 'true' }], nodes: ['open'], because: 'the value differs' },
  {
    tolerations: [{ key: TAINT, operator: 'Exists', effect: 'NoExecute' }],
    nodes: ['open'],
    because: 'the effect differs',
  },
]

test.each(rows)('$tolerations leaves $nodes: $because', ({ tolerations, nodes }) => {
  const cluster = clusterOf([
    { name: 'cordoned', shape: nodeShape() },
    { name: 'open', shape: nodeShape() },
  ])
  cluster.setCordoned(0, true)
  expect(passing(cluster, 'NodeUnschedulable', podTemplate({}, { tolerations }))).toEqual(nodes)
})

test('the reason, and what makes another try worth while: a node that is not cordoned', () => {
  const cluster = clusterOf([
    { name: 'cordoned', shape: nodeShape() },
    { name: 'open', shape: nodeShape() },
  ])
  cluster.setCordoned(0, true)
  const podClass = cluster.podClass(podTemplate({}))
  const filter = nodeUnschedulable.prepare(podClass, viewOf(cluster), {})
  if (filter?.reach !== 'node') throw new Error('a filter of nodes')
  expect(filter.explain(0)).toEqual({ reasons: ['node(s) were unschedulable'], resolvable: false })
  const helps = (node: number) =>
    nodeUnschedulable.retry?.helps?.({ kind: 'node-changed', node }, podClass, viewOf(cluster), {})
  expect([helps(0), helps(1)]).toEqual([false, true])
})
