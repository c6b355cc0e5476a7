import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nodeResourcesBalancedAllocation } from '../../../src/policies/score/node-resources-balanced-allocation.ts'
import type { Said } from '../../builders/amounts.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

const GPU = 'nvidia.com/gpu'
const ALL = [{ name: 'cpu' }, { name: 'memory' }, { name: GPU }]

function scoreOf(has: Said, on: readonly Said[], asks: Said, options = {}): number {
  const pods = on.map((each) => podTemplate(each))
  const cluster = clusterOf([{ name: 'node', shape: nodeShape(has), pods }], [GPU])
  const decoded = z.decode(nodeResourcesBalancedAllocation.options, options)
  return scoresOf(cluster, 'NodeResourcesBalancedAllocation', cluster.podClass(podTemplate(asks)), decoded)[0]
}

const NODE = { cpu: 4, memory: 8 }

test.each([
  {
    on: [],
    asks: { cpu: 2, memory: 4 },
    before: 100,
    after: 100,
    because: 'half of both: no deviation before or after',
  },
  { on: [], asks: { cpu: 2, memory: 2 }, before: 100, after: 87, because: '|0.5 − 0.25| / 2 = 0.125' },
  { on: [{ cpu: 2 }], asks: { memory: 4 }, before: 75, after: 100, because: 'the pod evens it out' },
  { on: [{ cpu: 4 }], asks: { cpu: 4 }, before: 50, after: 50, because: 'more than all counts as all' },
])('with $on, for $asks: $before before and $after after: $because', ({ on, asks, before, after }) => {
  expect(scoreOf(NODE, on, asks, { formula: 'v1.35' })).toBe(after)
  expect(scoreOf(NODE, on, asks)).toBe(50 + Math.floor((50 + after - before) / 2))
  // The loop for any resources gives the same: the order of the two is another one, or a third is left out.
  expect(scoreOf(NODE, on, asks, { resources: [{ name: 'memory' }, { name: 'cpu' }] })).toBe(scoreOf(NODE, on, asks))
  expect(scoreOf(NODE, on, asks, { resources: ALL, formula: 'v1.35' })).toBe(after)
})

test('stand-ins for missing requests do not count: a pod without requests is not scored', () => {
  expect(scoreOf(NODE, [{}, {}], {})).toBe(0)
  expect(scoreOf(NODE, [{}, {}], { cpu: 2, memory: 4 })).toBe(75)
})

describe('three resources', () => {
  test('fractions 0.5, 0.25 and 0.75: deviation √((0 + 1/16 + 1/16) / 3) = 0.204, so 79', () => {
    const has = { cpu: 4, memory: 8, [GPU]: 4 }
    const asks = { cpu: 2, memory: 2, [GPU]: 3 }
    expect(scoreOf(has, [], asks, { resources: ALL, formula: 'v1.35' })).toBe(79)
    expect(scoreOf(has, [], asks, { resources: ALL })).toBe(50 + Math.floor((50 + 79 - 100) / 2))
  })

  test('what the node does not have is left out: |0.5 − 0.25| / 2', () => {
    const asks = { cpu: 2, memory: 2, [GPU]: 3 }
    expect(scoreOf(NODE, [], asks, { resources: ALL, formula: 'v1.35' })).toBe(87)
  })

  test('with one resource left there is nothing out of balance', () => {
    expect(scoreOf({ cpu: 4 }, [], { cpu: 3, memory: 1 }, { formula: 'v1.35' })).toBe(100)
    expect(scoreOf({ cpu: 4 }, [], { cpu: 3, memory: 1 })).toBe(75)
  })
})
