import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const NODES = [
  { name: 'node2', shape: nodeShape({ cpu: 2, memory: 4, disk: 50 }), pool: 1 },
  { name: 'node1', shape: nodeShape({ cpu: 4, memory: 8, disk: 100 }) },
]
const pod = podTemplate({ cpu: 2, memory: 4, disk: 50 })

test.each([
  { options: {}, node: 'node1', because: 'the document: 2 against 1' },
  { options: { poolWeights: { other: 3 } }, node: 'node2', because: '3 × 1 against 1 × 2' },
  { options: { poolWeights: { other: 2 } }, node: 'node2', because: '2 × 1 equals 1 × 2, and node2 is first' },
  { options: { formula: '-free_cpu' }, node: 'node2', because: 'the tightest fit: −2000 against −4000' },
  { options: { formula: '0' }, node: 'node2', because: 'all equal: the first' },
])('$options takes $node: $because', ({ options, node }) => {
  expect(chosenNode(clusterOf(NODES), placement('weighted-match', options), pod)).toBe(node)
})

test('the highest score does not help a node without room', () => {
  const full = { ...NODES[1], pods: [podTemplate({ cpu: 3 })] }
  expect(
    chosenNode(clusterOf([NODES[0], full]), placement('weighted-match', { formula: 'allocatable_cpu' }), pod),
  ).toBe('node2')
})
