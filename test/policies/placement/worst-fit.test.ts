import { expect, test } from 'vitest'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const shape = nodeShape({ cpu: 4, memory: 8 })
const pod = podTemplate({ cpu: 1, memory: 2 })

test.each([
  { on: [[pod], [], [pod, pod]], node: 'n1', because: 'it has most left' },
  { on: [[pod], [pod], [pod]], node: 'n0', because: 'of equals the first' },
  { on: [[pod, pod, pod, pod]], node: null, because: 'there is no room' },
])('$node: $because', ({ on, node }) => {
  const cluster = clusterOf(on.map((pods, i) => ({ name: `n${i}`, shape, pods })))
  expect(chosenNode(cluster, placement('worst-fit'), pod)).toBe(node)
})
