import { expect, test } from 'vitest'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, passing } from '../../builders/nodes.ts'

const shape = nodeShape()
const cluster = clusterOf([
  { name: 'plain', shape },
  { name: 'ssd-a', shape: nodeShape({}, { labels: { disk: 'ssd' } }), zone: 'a' },
  { name: 'ssd-b', shape: nodeShape({}, { labels: { disk: 'ssd' } }), zone: 'b' },
  { name: 'hdd-a', shape: nodeShape({}, { labels: { disk: 'hdd' } }), zone: 'a' },
])

const ZONE = 'topology.kubernetes.io/zone'

test.each([
  { selector: {}, nodes: ['plain', 'ssd-a', 'ssd-b', 'hdd-a'], because: 'it asks for nothing' },
  { selector: { disk: 'ssd' }, nodes: ['ssd-a', 'ssd-b'], because: 'these carry the label' },
  { selector: { [ZONE]: 'a' }, nodes: ['ssd-a', 'hdd-a'], because: 'a zone is a label like any other' },
  { selector: { disk: 'ssd', [ZONE]: 'b' }, nodes: ['ssd-b'], because: 'every label must be there' },
  { selector: { disk: '' }, nodes: [], because: 'an empty value is a value' },
  { selector: { gpu: 'true' }, nodes: [], because: 'nobody has it' },
])('nodeSelector $selector leaves $nodes: $because', ({ selector, nodes }) => {
  expect(passing(cluster, 'NodeAffinity', podTemplate({}, { nodeSelector: selector }))).toEqual(nodes)
})

test('nodes of a kind that joins later are judged as well', () => {
  const grown = clusterOf([{ name: 'plain', shape }])
  const pod = podTemplate({}, { nodeSelector: { disk: 'ssd' } })
  expect(passing(grown, 'NodeAffinity', pod)).toEqual([])
  grown.addNode({ name: 'later', pool: 0, shape: nodeShape({}, { labels: { disk: 'ssd' } }), zone: '' }, 5)
  expect(passing(grown, 'NodeAffinity', pod)).toEqual(['later'])
})
