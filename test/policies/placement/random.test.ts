import { expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.ts'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { clusterOf, placementOn } from '../../builders/nodes.ts'

const pod = podTemplate({ cpu: 1, memory: 1 })
const open = nodeShape({ cpu: 2, memory: 8 })
const tooSmall = nodeShape({ cpu: 0.5, memory: 8 })

test('every node with room is drawn equally often, the others never', () => {
  const cluster = clusterOf([open, tooSmall, open, open, tooSmall].map((shape, i) => ({ name: `n${i}`, shape })))
  const random = placementOn(cluster, placement('random'))
  const { id } = cluster.podClass(pod)
  const counts = [0, 0, 0, 0, 0]
  for (let i = 0; i < 30_000; i++) counts[random.choose(id)]++
  expect([counts[1], counts[4]]).toEqual([0, 0])
  // 30,000 draws with chance 1/3: mean 10,000, standard deviation √(30,000 × 1/3 × 2/3) ≈ 82; four of them.
  for (const node of [0, 2, 3]) expect(Math.abs(counts[node] - 10_000)).toBeLessThan(330)
})

test('the same stream gives the same nodes', () => {
  const cluster = clusterOf(Array.from({ length: 20 }, (_, i) => ({ name: `n${i}`, shape: open })))
  const { id } = cluster.podClass(pod)
  const draws = (seed: number) => {
    const random = placementOn(cluster, placement('random'), randomStream(seed, 'ties'))
    return Array.from({ length: 30 }, () => random.choose(id))
  }
  expect(draws(1)).toEqual(draws(1))
  expect(draws(1)).not.toEqual(draws(2))
})

test('a pod without a node draws nothing', () => {
  const cluster = clusterOf([{ name: 'n0', shape: tooSmall }])
  let draws = 0
  const counting = { uniform: () => 0, int: () => draws++ }
  expect(placementOn(cluster, placement('random'), counting).choose(cluster.podClass(pod).id)).toBe(-1)
  expect(draws).toBe(0)
})
