import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nodeResourcesFitOptions } from '../../../src/policies/node-resources-fit-options.ts'
import { scoreAt } from '../../../src/policies/score/node-resources-fit.ts'
import { GIB, type Said } from '../../builders/amounts.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { clusterOf, scoresOf } from '../../builders/nodes.ts'

const CPU_AND_MEMORY = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
]
const GPU = 'nvidia.com/gpu'

interface Row {
  readonly has: Said
  readonly on: readonly Said[]
  readonly asks: Said
  readonly score: number
}

/** The score of the one node that there is. */
function scoreOf({ has, on, asks }: Omit<Row, 'score'>, scoringStrategy: unknown): number {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape(has), pods: on.map((each) => podTemplate(each)) }], [GPU])
  const options = z.decode(nodeResourcesFitOptions, { scoringStrategy } as never)
  return scoresOf(cluster, 'NodeResourcesFit', cluster.podClass(podTemplate(asks)), options)[0]
}

describe('LeastAllocated', () => {
  test.each([
    { has: { cpu: 4, memory: 10 }, on: [], asks: { cpu: 3, memory: 5 }, score: 37, because: '(25 + 50) div 2' },
    {
      has: { cpu: 3, memory: 3 },
      on: [],
      asks: { cpu: 1, memory: 2 },
      score: 49,
      because: '(66 + 33) div 2 = 99 div 2',
    },
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
    {
      has: { memory: 10 },
      on: [],
      asks: { cpu: 1, memory: 5 },
      score: 50,
      because: 'a node without cpu: memory alone',
    },
    { has: {}, on: [], asks: { cpu: 1 }, score: 0, because: 'a node without anything' },
  ])('$has with $on, for $asks: $score = $because', ({ score, ...row }) => {
    expect(scoreOf(row, { type: 'LeastAllocated' })).toBe(score)
    // The same, and not by the loop for cpu and memory: an extended resource that nobody asks for is left out.
    const resources = [...CPU_AND_MEMORY, { name: GPU, weight: 7 }]
    expect(scoreOf(row, { type: 'LeastAllocated', resources })).toBe(score)
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
    const row = { has: { cpu: 4, memory: 10, disk: 50, [GPU]: 8 }, on: [], asks: { cpu: 3, memory: 5 } }
    expect(scoreOf(row, { resources })).toBe(score)
  })

  test('a GPU that is asked for counts: (25 + 50 + 75) div 3', () => {
    const row = { has: { cpu: 4, memory: 10, [GPU]: 8 }, on: [], asks: { cpu: 3, memory: 5, [GPU]: 2 } }
    expect(scoreOf(row, { resources: [...CPU_AND_MEMORY, { name: GPU, weight: 1 }] })).toBe(50)
  })

  test('terabytes are divided as whole numbers: one byte of 12 TiB in use leaves 99 %, not 100 %', () => {
    const row = { has: { cpu: 4, memory: 12 * 1024 }, on: [], asks: { memory: 1 / GIB } }
    expect(scoreOf(row, { resources: [{ name: 'memory' }] })).toBe(99)
  })
})

describe('MostAllocated', () => {
  test.each([
    {
      has: { cpu: 4, memory: 10 },
      on: [],
      asks: { cpu: 3, memory: 5 },
      score: 62,
      because: '(75 + 50) div 2 = 125 div 2',
    },
    {
      has: { cpu: 3, memory: 3 },
      on: [],
      asks: { cpu: 1, memory: 2 },
      score: 49,
      because: '(33 + 66) div 2 = 99 div 2',
    },
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
    {
      has: { memory: 10 },
      on: [],
      asks: { cpu: 1, memory: 4 },
      score: 40,
      because: 'a node without cpu: memory alone',
    },
    { has: {}, on: [], asks: { cpu: 1 }, score: 0, because: 'a node without anything' },
  ])('$has with $on, for $asks: $score = $because', ({ score, ...row }) => {
    expect(scoreOf(row, { type: 'MostAllocated' })).toBe(score)
  })

  test.each([
    { weights: [2, 1], score: 66, because: '(2 × 75 + 50) div 3 = 200 div 3' },
    { weights: [1, 2], score: 58, because: '(75 + 2 × 50) div 3 = 175 div 3' },
    { weights: [100, 1], score: 74, because: '(7500 + 50) div 101' },
  ])('cpu and memory weigh $weights: $score = $because', ({ weights: [cpu, memory], score }) => {
    const resources = [
      { name: 'cpu', weight: cpu },
      { name: 'memory', weight: memory },
    ]
    const row = { has: { cpu: 4, memory: 10 }, on: [], asks: { cpu: 3, memory: 5 } }
    expect(scoreOf(row, { type: 'MostAllocated', resources })).toBe(score)
  })
})

describe('RequestedToCapacityRatio', () => {
  const ratio = (shape: readonly (readonly [number, number])[], resources = CPU_AND_MEMORY) => ({
    type: 'RequestedToCapacityRatio',
    resources,
    requestedToCapacityRatio: { shape: shape.map(([utilization, score]) => ({ utilization, score })) },
  })
  const RISING = [
    [0, 0],
    [100, 10],
  ] as const
  const row = { has: { cpu: 4, memory: 10 }, on: [], asks: { cpu: 1, memory: 5 } }

  test.each([
    { shape: RISING, score: 38, because: '(25 + 50) / 2 = 37.5, rounded' },
    {
      shape: [
        [0, 10],
        [100, 0],
      ] as const,
      score: 63,
      because: '(75 + 50) / 2 = 62.5, rounded',
    },
    {
      shape: [
        [25, 0],
        [100, 10],
      ] as const,
      score: 33,
      because: 'cpu scores 0 and is left out: 100 × 25 div 75',
    },
    {
      shape: [
        [0, 0],
        [25, 10],
        [50, 0],
      ] as const,
      score: 100,
      because: 'memory scores 0 and is left out',
    },
    {
      shape: [
        [50, 0],
        [100, 10],
      ] as const,
      score: 0,
      because: 'nothing scores',
    },
    { shape: [[30, 2]] as const, score: 20, because: 'one point is a level' },
  ])('$shape: $score = $because', ({ shape, score }) => {
    expect(scoreOf(row, ratio(shape))).toBe(score)
  })

  test('what does not fit counts as 100 %: (100 + 50) / 2', () => {
    expect(scoreOf({ ...row, asks: { cpu: 5, memory: 5 } }, ratio(RISING))).toBe(75)
  })

  test('weights: (3 × 25 + 50) / 4 = 31.25', () => {
    const resources = [
      { name: 'cpu', weight: 3 },
      { name: 'memory', weight: 1 },
    ]
    expect(scoreOf(row, ratio(RISING, resources))).toBe(31)
  })

  test('a falling line is cut toward 0, not down: 70 − 70 × 1 div 3 = 70 − 23 = 47', () => {
    const line = [
      { utilization: 0, score: 70 },
      { utilization: 3, score: 0 },
    ]
    expect(scoreAt(line, 1)).toBe(47)
  })
})

describe('arguments', () => {
  const complaint = (options: unknown) => {
    const decoded = z.safeDecode(nodeResourcesFitOptions, options as never)
    return decoded.success ? [] : decoded.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  const shaped = (shape: unknown) => ({
    scoringStrategy: { type: 'RequestedToCapacityRatio', requestedToCapacityRatio: { shape } },
  })

  test.each([
    { options: {}, complaints: [] },
    { options: shaped([{ utilization: 0, score: 0 }]), complaints: [] },
    {
      options: { scoringStrategy: { type: 'RequestedToCapacityRatio' } },
      complaints: ['scoringStrategy.requestedToCapacityRatio: RequestedToCapacityRatio needs a shape'],
    },
    {
      options: { scoringStrategy: { requestedToCapacityRatio: { shape: [{ utilization: 0, score: 0 }] } } },
      complaints: ['scoringStrategy.requestedToCapacityRatio: LeastAllocated takes no shape'],
    },
    {
      options: shaped([
        { utilization: 50, score: 0 },
        { utilization: 50, score: 1 },
      ]),
      complaints: [
        'scoringStrategy.requestedToCapacityRatio.shape.1.utilization: utilization must grow from point to point',
      ],
    },
    {
      options: shaped([]),
      complaints: ['scoringStrategy.requestedToCapacityRatio.shape: a shape needs at least one point'],
    },
    {
      options: { scoringStrategy: { resources: [] } },
      complaints: ['scoringStrategy.resources: a score needs at least one resource'],
    },
    {
      options: { ignoredResourceGroups: ['example.com/gpu'] },
      complaints: ['ignoredResourceGroups.0: a group is the part of a resource name before the /'],
    },
  ])('$options: $complaints', ({ options, complaints }) => {
    expect(complaint(options)).toEqual(complaints)
  })
})
