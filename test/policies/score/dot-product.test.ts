import { expect, test } from 'vitest'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

test.each([
  { asks: { cpu: 1, memory: 2 }, scores: [0.3125, 0.4375], because: '¼ × 1 + ¼ × ¼; ¼ × ¾ + ¼ × 1' },
  { asks: { cpu: 4 }, scores: [1, 0.75], because: '1 × 1; 1 × ¾' },
  { asks: { memory: 2 }, scores: [0.0625, 0.25], because: '¼ × ¼; ¼ × 1' },
  { asks: {}, scores: [0, 0], because: 'who asks for nothing has no direction' },
  { asks: { disk: 1 }, scores: [0, 0], because: 'nodes without a disk have none free' },
])('$asks: $scores = $because', ({ asks, scores }) => {
  const shape = nodeShape({ cpu: 4, memory: 8 })
  const cluster = clusterOf([
    { name: 'little memory', shape, pods: [podTemplate({ memory: 6 })] },
    { name: 'little cpu', shape, pods: [podTemplate({ cpu: 1 })] },
  ])
  expect(scoresOf(cluster, 'DotProduct', cluster.podClass(podTemplate(asks)), {})).toEqual(scores)
})
