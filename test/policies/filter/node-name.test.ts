import { expect, test } from 'vitest'
import { PLAIN_SCHEDULING } from '../../../src/model/scheduling.ts'
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
