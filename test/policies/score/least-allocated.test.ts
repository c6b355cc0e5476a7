import { expect, test } from 'vitest'
import { GIB } from '../../builders/amounts.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

const CPU_AND_MEMORY = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
]
const GPU = 'nvidia.com/gpu'

test.each([
  { has: { cpu: 4, memory: 10 }, on: [], asks: { cpu: 3, memory: 5 }, score: 37, because: '(25 + 50) div 2' },
  { has: { cpu: 3, memory: 3 }, on: [], asks: { cpu: 1, memory: 2 }, score: 49, because: '(66 + 33) div 2 = 99 div 2' },
  {
    has: { cpu: 4, memory: 8 },
    on: [{ cpu: 2, memory: 2 }],
    asks: { cpu: 1, memory: 2 },
    score: 37,
    because: '(25 + 50) div 2',
  },
  {
    has: { cpu: 1, memory: 10 },
    on: [],
    asks: { cpu: 2, memory: 5 },
    score: 25,
    because: 'cpu does not fit: (0 + 50) div 2',
  },
  { has: { cpu: 2, memory: 4 }, on: [], asks: { cpu: 2, memory: 4 }, score: 0, because: 'nothing would be left' },
  { has: { cpu: 1, memory: 1 }, on: [], asks: {}, score: 85, because: '100 m and 200 MiB count: (90 + 80) div 2' },
  {
    has: { cpu: 1, memory: 1 },
    on: [{}],
    asks: { cpu: 0, memory: 0 },
    score: 85,
    because: 'those on the node count so too',
  },
  { has: { cpu: 1, memory: 1 }, on: [], asks: { cpu: 0, memory: 0 }, score: 100, because: 'a written 0 is 0' },
  { has: { memory: 10 }, on: [], asks: { cpu: 1, memory: 5 }, score: 50, because: 'a node without cpu: memory alone' },
  { has: {}, on: [], asks: { cpu: 1 }, score: 0, because: 'a node without anything' },
])('$has with $on, for $asks: $score = $because', ({ has, on, asks, score }) => {
  const pods = on.map((each) => podTemplate(each))
  const cluster = clusterOf([{ name: 'node', shape: nodeShape(has), pods }])
  expect(
    scoresOf(cluster, 'LeastAllocated', cluster.podClass(podTemplate(asks)), { resources: CPU_AND_MEMORY }),
  ).toEqual([score])
})

test.each([
  {
    resources: [
      { name: 'memory', weight: 2 },
      { name: 'cpu', weight: 1 },
    ],
    score: 41,
    because: '(2 × 50 + 25) div 3',
  },
  {
    resources: [
      { name: 'cpu', weight: 100 },
      { name: 'memory', weight: 1 },
    ],
    score: 25,
    because: '(2500 + 50) div 101',
  },
  { resources: [{ name: 'memory', weight: 1 }], score: 50, because: '5 of 10' },
  { resources: [...CPU_AND_MEMORY, { name: GPU, weight: 1 }], score: 37, because: 'a GPU not asked for is left out' },
  { resources: [...CPU_AND_MEMORY, { name: 'example.com/none', weight: 9 }], score: 37, because: 'nobody has it' },
  {
    resources: [...CPU_AND_MEMORY, { name: 'ephemeral-storage', weight: 1 }],
    score: 58,
    because: 'an empty disk: (25 + 50 + 100) div 3',
  },
])('weights $resources give $score = $because', ({ resources, score }) => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape({ cpu: 4, memory: 10, disk: 50, [GPU]: 8 }) }], [GPU])
  const podClass = cluster.podClass(podTemplate({ cpu: 3, memory: 5 }))
  expect(scoresOf(cluster, 'LeastAllocated', podClass, { resources })).toEqual([score])
})

test('a GPU that is asked for counts: (25 + 50 + 75) div 3', () => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape({ cpu: 4, memory: 10, [GPU]: 8 }) }], [GPU])
  const podClass = cluster.podClass(podTemplate({ cpu: 3, memory: 5, [GPU]: 2 }))
  expect(
    scoresOf(cluster, 'LeastAllocated', podClass, { resources: [...CPU_AND_MEMORY, { name: GPU, weight: 1 }] }),
  ).toEqual([50])
})

test('terabytes are divided as whole numbers: one byte of 12 TiB in use leaves 99 %, not 100 %', () => {
  const bytes = 12 * 1024 * GIB
  const shape = { ...nodeShape({ cpu: 4 }), allocatable: { cpu: 4000, memory: bytes } }
  const cluster = clusterOf([{ name: 'node', shape }])
  const podClass = cluster.podClass({ ...podTemplate({}), requests: { memory: 1 } })
  expect(scoresOf(cluster, 'LeastAllocated', podClass, { resources: [{ name: 'memory', weight: 1 }] })).toEqual([99])
})
