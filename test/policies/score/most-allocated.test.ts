import { expect, test } from 'vitest'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

const CPU_AND_MEMORY = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
]

test.each([
  {
    has: { cpu: 4, memory: 10 },
    on: [],
    asks: { cpu: 3, memory: 5 },
    score: 62,
    because: '(75 + 50) div 2 = 125 div 2',
  },
  { has: { cpu: 3, memory: 3 }, on: [], asks: { cpu: 1, memory: 2 }, score: 49, because: '(33 + 66) div 2 = 99 div 2' },
  {
    has: { cpu: 4, memory: 8 },
    on: [{ cpu: 2, memory: 2 }],
    asks: { cpu: 1, memory: 2 },
    score: 62,
    because: '(75 + 50) div 2',
  },
  {
    has: { cpu: 1, memory: 10 },
    on: [],
    asks: { cpu: 2, memory: 5 },
    score: 75,
    because: 'at most all of it: (100 + 50) div 2',
  },
  { has: { cpu: 1, memory: 1 }, on: [], asks: {}, score: 14, because: '100 m and 200 MiB count: (10 + 19) div 2' },
  { has: { cpu: 1, memory: 1 }, on: [], asks: { cpu: 0, memory: 0 }, score: 0, because: 'a written 0 is 0' },
  { has: { memory: 10 }, on: [], asks: { cpu: 1, memory: 4 }, score: 40, because: 'a node without cpu: memory alone' },
  { has: {}, on: [], asks: { cpu: 1 }, score: 0, because: 'a node without anything' },
])('$has with $on, for $asks: $score = $because', ({ has, on, asks, score }) => {
  const pods = on.map((each) => podTemplate(each))
  const cluster = clusterOf([{ name: 'node', shape: nodeShape(has), pods }])
  expect(
    scoresOf(cluster, 'MostAllocated', cluster.podClass(podTemplate(asks)), { resources: CPU_AND_MEMORY }),
  ).toEqual([score])
})

test.each([
  { weights: [2, 1], score: 66, because: '(2 × 75 + 50) div 3 = 200 div 3' },
  { weights: [1, 2], score: 58, because: '(75 + 2 × 50) div 3 = 175 div 3' },
  { weights: [100, 1], score: 74, because: '(7500 + 50) div 101' },
])('cpu and memory weigh $weights: $score = $because', ({ weights: [cpu, memory], score }) => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape({ cpu: 4, memory: 10 }) }])
  const resources = [
    { name: 'cpu', weight: cpu },
    { name: 'memory', weight: memory },
  ]
  expect(
    scoresOf(cluster, 'MostAllocated', cluster.podClass(podTemplate({ cpu: 3, memory: 5 })), { resources }),
  ).toEqual([score])
})
