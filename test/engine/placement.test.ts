import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { type Random, randomStream } from '../../src/base/random.ts'
import { fingerprint } from '../../src/cluster/fingerprint.ts'
import { nodeShape, placement, podTemplate } from '../builders/model.ts'
import { clusterOf, placementOn } from '../builders/nodes.ts'
import type { PlainPolicy } from '../oracle/placement.ts'
import { ALL_POLICIES, anyPolicy, anyStep, newWorld, policyRef, take } from './placement-world.ts'

const pod = podTemplate({ cpu: 1, memory: 1 })

describe('ties', () => {
  const equal = Array.from({ length: 4 }, (_, i) => ({ name: `n${i}`, shape: nodeShape({ cpu: 4, memory: 8 }) }))

  test.each(ALL_POLICIES.filter(({ name }) => name !== 'random'))('$name takes the first of equals', (policy) => {
    const cluster = clusterOf(equal)
    expect(placementOn(cluster, policyRef(policy)).choose(cluster.podClass(pod).id)).toBe(0)
  })

  test('random ties of a scored policy: each of the best equally often, the others never', () => {
    const busy = { ...equal[1], pods: [pod] }
    const cluster = clusterOf([busy, equal[0], equal[2], busy, equal[3]])
    const drawing = placementOn(cluster, placement('least-allocated'), randomStream(3, 'ties'), 'random')
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < 30_000; i++) counts[drawing.choose(cluster.podClass(pod).id)]++
    expect([counts[0], counts[3]]).toEqual([0, 0])
    // Mean 10,000, standard deviation √(30,000 × 1/3 × 2/3) ≈ 82; four of them.
    for (const node of [1, 2, 4]) expect(Math.abs(counts[node] - 10_000)).toBeLessThan(330)
  })

  test.each([0, 1, 2])('the draw %d takes the best of that number, in node order', (draw) => {
    const busy = { ...equal[1], pods: [pod] }
    const cluster = clusterOf([busy, equal[0], equal[2], busy, equal[3]])
    const fixed: Random = { uniform: () => 0, int: (n) => (n === 3 ? draw : -1) }
    const drawing = placementOn(cluster, placement('least-allocated'), fixed, 'random')
    expect(drawing.choose(cluster.podClass(pod).id)).toBe([1, 2, 4][draw])
  })

  test('a single best node draws nothing', () => {
    const cluster = clusterOf([equal[0], { ...equal[1], pods: [pod] }])
    const none: Random = {
      uniform: () => 0,
      int: () => {
        throw new Error('a draw')
      },
    }
    expect(placementOn(cluster, placement('least-allocated'), none, 'random').choose(cluster.podClass(pod).id)).toBe(0)
  })
})

describe('among candidates', () => {
  const cluster = clusterOf(
    [0, 1, 2, 3].map((i) => ({ name: `n${i}`, shape: nodeShape({ cpu: 4, memory: 8 }), pods: i < 2 ? [pod] : [] })),
  )
  const { id } = cluster.podClass(pod)

  test.each([
    { candidates: [0, 1], count: 2, node: 0, because: 'others do not count' },
    { candidates: [3, 2, 0], count: 3, node: 3, because: 'the order is that of the candidates' },
    { candidates: [0, 1, 2], count: 2, node: 0, because: 'only the first two are asked' },
    { candidates: [0], count: 0, node: -1, because: 'nobody is asked' },
  ])('$candidates of which $count: $node, $because', ({ candidates, count, node }) => {
    expect(placementOn(cluster, placement('least-allocated')).chooseAmong(id, Int32Array.from(candidates), count)).toBe(
      node,
    )
  })

  test('a node that still boots may be a candidate', () => {
    const booting = clusterOf([])
    const row = booting.addNode({ name: 'new', pool: 0, shape: nodeShape({ cpu: 4, memory: 8 }), labels: {} }, 0)
    const choosing = placementOn(booting, placement('least-allocated'))
    expect(choosing.choose(booting.podClass(pod).id)).toBe(-1)
    expect(choosing.chooseAmong(booting.podClass(pod).id, Int32Array.of(row), 1)).toBe(row)
  })
})

describe('any life of any cluster', () => {
  property.prop([anyPolicy, fc.array(anyStep, { minLength: 1, maxLength: 120, size: 'max' })], { numRuns: 300 })(
    'gets the nodes that the obvious twin puts first, one pod after the other',
    (policy: PlainPolicy, steps) => {
      const world = newWorld(policy)
      for (const step of steps) take(world, step)
    },
  )

  property.prop([anyPolicy, fc.array(anyStep, { maxLength: 60, size: 'max' })])(
    'is not changed by choosing',
    (policy, steps) => {
      const world = newWorld(policy)
      for (const step of steps) take(world, step)
      const before = fingerprint(world.cluster)
      for (const { id } of world.cluster.classes) world.placement.choose(id)
      expect(fingerprint(world.cluster)).toBe(before)
    },
  )
})
