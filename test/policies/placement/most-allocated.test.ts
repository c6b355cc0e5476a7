import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8 })
const pod = podTemplate({ cpu: 1, memory: 2 })

test.each([
  { on: [[pod], [], [pod, pod]], node: 'n2', because: 'it is the fullest with room' },
  { on: [[], [], []], node: 'n0', because: 'of equals the first' },
  { on: [[pod, pod, pod, pod], [pod], [pod, pod, pod]], node: 'n2', because: 'the full one has no room' },
  { on: [[pod, pod, pod, pod]], node: null, because: 'there is no room' },
])('$on.length nodes: $node, $because', ({ on, node }) => {
  const cluster = clusterOf(on.map((pods, i) => ({ name: `n${i}`, shape, pods })))
  expect(chosenNode(cluster, placement('most-allocated'), pod)).toBe(node)
})

test('its resources can be weighed: cpu 75 % and memory 25 %, or cpu 50 % and memory 50 %', () => {
  const cores = { name: 'cores', shape: nodeShape({ cpu: 4, memory: 16 }), pods: [podTemplate({ cpu: 2, memory: 2 })] }
  const even = { name: 'even', shape: nodeShape({ cpu: 4, memory: 8 }), pods: [pod] }
  const weighed = (cpu: number, memory: number) =>
    placement('most-allocated', {
      resources: [
        { name: 'cpu', weight: cpu },
        { name: 'memory', weight: memory },
      ],
    })
  // (3 × 75 + 25) div 4 = 62 against (3 × 50 + 50) div 4 = 50
  expect(chosenNode(clusterOf([cores, even]), weighed(3, 1), pod)).toBe('cores')
  // (75 + 3 × 25) div 4 = 37 against 50
  expect(chosenNode(clusterOf([cores, even]), weighed(1, 3), pod)).toBe('even')
})
