import { expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import { PLAIN_SCHEDULING } from '../../../src/model/scheduling.ts'
import { nodeName as nodeNameFilter } from '../../../src/policies/filter/node-name.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, passing } from '../../builders/nodes.ts'

test.each([
  { nodeName: '', nodes: ['a', 'b'], because: 'it names none' },
  { nodeName: 'b', nodes: ['b'], because: 'it names this one' },
  { nodeName: 'c', nodes: [], because: 'there is no such node' },
])('a pod for "$nodeName" may go to $nodes: $because', ({ nodeName, nodes }) => {
  const cluster = clusterOf(['a', 'b'].map((name) => ({ name, shape: nodeShape() })))
  const pod = podTemplate({}, { scheduling: { ...PLAIN_SCHEDULING, nodeName } })
  expect(passing(cluster, 'NodeName', pod)).toEqual(nodes)
})

test('the reason, and what makes another try worth while: a node of that name', () => {
  const cluster = clusterOf(['a', 'b'].map((name) => ({ name, shape: nodeShape() })))
  const podClass = cluster.podClass(podTemplate({}, { scheduling: { ...PLAIN_SCHEDULING, nodeName: 'b' } }))
  const filter = nodeNameFilter.prepare(podClass, viewOf(cluster), {})
  if (filter?.reach !== 'node') throw new Error('a filter of nodes')
  expect(filter.explain(0)).toEqual({ reasons: ["node(s) didn't match the requested node name"], resolvable: false })
  const helps = (node: number) =>
    nodeNameFilter.retry?.helps?.({ kind: 'node-added', node }, podClass, viewOf(cluster), {})
  expect([helps(0), helps(1)]).toEqual([false, true])
})
