import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8 })
const pod = podTemplate({ cpu: 1, memory: 2 })

test.each([
  { on: [[pod], [], [pod, pod]], node: 'n2', because: 'it has least left' },
  { on: [[pod, pod, pod, pod], [pod], []], node: 'n1', because: 'the fullest has no room' },
  { on: [[], [], []], node: 'n0', because: 'of equals the first' },
])('$node: $because', ({ on, node }) => {
  const cluster = clusterOf(on.map((pods, i) => ({ name: `n${i}`, shape, pods })))
  expect(chosenNode(cluster, placement('best-fit'), pod)).toBe(node)
})

test('only what the pod asks for counts: 1 of 4 cores left beside all of the memory, or 2 of 4 and none', () => {
  const cores = { name: 'cores', shape, pods: [podTemplate({ cpu: 2 })] }
  const memory = { name: 'memory', shape, pods: [podTemplate({ cpu: 1, memory: 8 })] }
  expect(chosenNode(clusterOf([memory, cores]), placement('best-fit'), podTemplate({ cpu: 1 }))).toBe('cores')
})
