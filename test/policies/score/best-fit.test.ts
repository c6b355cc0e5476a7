import { expect, test } from 'vitest'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

test.each([
  { asks: { cpu: 1, memory: 2 }, scores: [0.5, 0.25], because: '1 − (0.5 + 0.5) / 2; 1 − (0.75 + 0.75) / 2' },
  { asks: { cpu: 1 }, scores: [0.5, 0.25], because: '1 − (4 − 1 − 1) / 4; 1 − (4 − 1) / 4' },
  { asks: { memory: 6 }, scores: [1, 0.75], because: '1 − (8 − 2 − 6) / 8; 1 − (8 − 6) / 8' },
  { asks: {}, scores: [0, 0], because: 'who asks for nothing fits everywhere alike' },
  { asks: { disk: 1 }, scores: [1, 1], because: 'nodes without a disk have nothing left of it' },
])('$asks: $scores = $because', ({ asks, scores }) => {
  const shape = nodeShape({ cpu: 4, memory: 8 })
  const cluster = clusterOf([
    { name: 'used', shape, pods: [podTemplate({ cpu: 1, memory: 2 })] },
    { name: 'empty', shape },
  ])
  expect(scoresOf(cluster, 'BestFit', cluster.podClass(podTemplate(asks)), {})).toEqual(scores)
})
