import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8 })
const pod = podTemplate({ cpu: 1, memory: 2 })

test.each([
  { on: [[pod], [], [pod, pod]], node: 'n1', because: 'it is empty' },
  { on: [[pod], [pod], [pod]], node: 'n0', because: 'of equals the first' },
  {
    on: [
      [pod, pod, pod, pod],
      [pod, pod, pod],
      [pod, pod, pod, pod],
    ],
    node: 'n1',
    because: 'the only one with room',
  },
  { on: [[pod, pod, pod, pod]], node: null, because: 'there is no room' },
  { on: [], node: null, because: 'there is no node' },
])('$on.length nodes: $node, $because', ({ on, node }) => {
  const cluster = clusterOf(on.map((pods, i) => ({ name: `n${i}`, shape, pods })))
  expect(chosenNode(cluster, placement('least-allocated'), pod)).toBe(node)
})

test('the share counts, not the amount: 1 of 2 cores free is less than 3 of 4', () => {
  const small = { name: 'small', shape: nodeShape({ cpu: 2, memory: 8 }) }
  const large = { name: 'large', shape: nodeShape({ cpu: 4, memory: 8 }) }
  expect(chosenNode(clusterOf([small, large]), placement('least-allocated'), pod)).toBe('large')
})

test('its resources can be chosen: by memory alone the node with more memory wins', () => {
  const cores = { name: 'cores', shape: nodeShape({ cpu: 64, memory: 8 }) }
  const memory = { name: 'memory', shape: nodeShape({ cpu: 2, memory: 16 }) }
  const byMemory = placement('least-allocated', { resources: [{ name: 'memory' }] })
  expect(chosenNode(clusterOf([cores, memory]), placement('least-allocated'), pod)).toBe('cores')
  expect(chosenNode(clusterOf([cores, memory]), byMemory, pod)).toBe('memory')
})
