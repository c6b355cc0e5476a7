import { expect, test } from 'vitest'
import { z } from 'zod'
import { expression } from '../../../src/policies/placement/expression.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf } from '../../builders/nodes.ts'

const NODES = [
  { name: 'small', shape: nodeShape({ cpu: 2, memory: 16 }) },
  { name: 'large', shape: nodeShape({ cpu: 8, memory: 8 }) },
]

test.each([
  { formula: 'free_cpu', node: 'large', because: '8000 > 2000' },
  { formula: '-free_cpu', node: 'small', because: 'the other way round' },
  { formula: 'free_memory / allocatable_memory', node: 'small', because: 'equal: the first' },
  { formula: 'free_memory - request_memory', node: 'small', because: '15 GiB > 7 GiB' },
  { formula: 'demandMatch', node: 'small', because: 'both have twice the request and more: the first' },
])('$formula takes $node: $because', ({ formula, node }) => {
  const options = z.decode(expression.options, formula as never)
  expect(chosenNode(clusterOf(NODES), { name: 'expression', options }, podTemplate({ cpu: 1, memory: 1 }))).toBe(node)
})

test('a name that means nothing is refused', () => {
  expect(z.safeDecode(expression.options, 'free_cpus' as never).success).toBe(false)
})
