import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8 })
const NODES = [
  { name: 'much cpu', shape, pods: [podTemplate({ cpu: 1, memory: 6 })] },
  { name: 'much memory', shape, pods: [podTemplate({ cpu: 3, memory: 2 })] },
]

test.each([
  { asks: { cpu: 1, memory: 1 }, node: 'much cpu', because: '¼ × ¾ + ⅛ × ¼ = 0.22 against ¼ × ¼ + ⅛ × ¾ = 0.16' },
  { asks: { cpu: 0.5, memory: 2 }, node: 'much memory', because: '⅛ × ¾ + ¼ × ¼ = 0.16 against ⅛ × ¼ + ¼ × ¾ = 0.22' },
  { asks: { cpu: 1, memory: 4 }, node: 'much memory', because: 'the other has no room' },
])('$asks: $node, $because', ({ asks, node }) => {
  expect(chosenNode(clusterOf(NODES), placement('dot-product'), podTemplate(asks))).toBe(node)
})
