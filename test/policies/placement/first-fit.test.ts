import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const shape = nodeShape({ cpu: 2, memory: 8 })
const pod = podTemplate({ cpu: 1, memory: 1 })

test.each([
  { on: [[], [pod]], node: 'n0', because: 'the first has room' },
  { on: [[pod, pod], [pod], []], node: 'n1', because: 'the first is full' },
  {
    on: [
      [pod, pod],
      [pod, pod],
    ],
    node: null,
    because: 'both are full',
  },
])('$on.length nodes: $node, $because', ({ on, node }) => {
  const cluster = clusterOf(on.map((pods, i) => ({ name: `n${i}`, shape, pods })))
  expect(chosenNode(cluster, placement('first-fit'), pod)).toBe(node)
})

test('first is who joined first, also when the row of a removed node is used again', () => {
  const cluster = clusterOf(['a', 'b', 'c'].map((name) => ({ name, shape })))
  cluster.removeNode(0)
  const row = cluster.addNode({ name: 'd', pool: 0, shape, zone: '' }, 9)
  cluster.nodeReady(row, 9)
  expect(row).toBe(0)
  expect(chosenNode(cluster, placement('first-fit'), pod)).toBe('b')
})

test('a node that still boots is passed over', () => {
  const cluster = clusterOf([])
  cluster.addNode({ name: 'booting', pool: 0, shape, zone: '' }, 0)
  expect(chosenNode(cluster, placement('first-fit'), pod)).toBeNull()
})
