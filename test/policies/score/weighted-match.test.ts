import { describe, expect, test } from 'vitest'
import type { Taint } from '../../../src/model/cluster-spec.ts'
import { NO_AFFINITY, PLAIN_SCHEDULING } from '../../../src/model/scheduling.ts'
import type { Toleration } from '../../../src/model/workload.ts'
import { nodeShape, placement, podTemplate } from '../../builders/model.ts'
import { chosenNode, clusterOf, scoresOf } from '../../builders/nodes.ts'

/** The nodes and the pod of the document (D4 §4.2). */
const NODE1 = { name: 'node1', shape: nodeShape({ cpu: 4, memory: 8, disk: 100 }, { labels: { name: 'node1' } }) }
const NODE2 = {
  name: 'node2',
  shape: nodeShape({ cpu: 2, memory: 4, disk: 50 }, { labels: { name: 'node2' } }),
  pool: 1,
}
const POD = { cpu: 2, memory: 4, disk: 50 }

const decoded = (options: object): unknown => placement('weighted-match', options).options

function scores(options: object, pod = podTemplate(POD), nodes = [NODE1, NODE2]): number[] {
  const cluster = clusterOf(nodes)
  return scoresOf(cluster, 'WeightedMatch', cluster.podClass(pod), decoded(options))
}

describe('the example of the document', () => {
  test('node1 scores 1 × (1 + 1 + 0) = 2 and node2 1 × (0.5 + 0.5 + 0) = 1', () => {
    expect(scores({})).toEqual([2, 1])
  })

  test('"must be node1" keeps node2 out, whatever it would score', () => {
    const pod = podTemplate(POD, { nodeSelector: { name: 'node1' } })
    const better = placement('weighted-match', { poolWeights: { other: 100 } })
    expect(chosenNode(clusterOf([NODE1, NODE2]), better, podTemplate(POD))).toBe('node2')
    expect(chosenNode(clusterOf([NODE1, NODE2]), better, pod)).toBe('node1')
  })
})

describe('options', () => {
  test.each([
    { options: { weight: 3 }, expected: [6, 3], because: 'every score three times' },
    {
      options: { poolWeights: { other: 4 } },
      expected: [2, 4],
      because: 'node2 is of the other pool: 4 × (0.5 + 0.5)',
    },
    { options: { weight: 2, poolWeights: { general: 0 } }, expected: [0, 2], because: 'a pool may weigh nothing' },
    { options: { headroom: 1 }, expected: [2, 2], because: 'min(1, 2 / 2) + min(1, 2 / 2) on node2' },
    { options: { headroom: 4 }, expected: [1, 0.5], because: '4 / (4 × 2) twice, and 2 / (4 × 2) twice' },
    { options: { formula: 'demandMatch * 10' }, expected: [10, 5], because: 'a formula of the user' },
    { options: { formula: '-free_cpu' }, expected: [-4000, -2000], because: 'scores may be negative' },
    { options: { formula: '(free_disk - request_disk) / 1024 / 1024 / 1024' }, expected: [50, 0], because: 'GiB left' },
    { options: { formula: 'allocatable_memory / request_memory' }, expected: [2, 1], because: '8 / 4 and 4 / 4' },
    { options: { formula: '7' }, expected: [7, 7], because: 'a number is a formula' },
  ])('$options: $expected, $because', ({ options, expected }) => {
    expect(scores(options)).toEqual(expected)
  })
})

describe('matches', () => {
  test('resourceMatch looks at what is free: 2 of 4 cores in use leave min(1, 2 / (2 × 2)) = 0.5 of each resource', () => {
    const used = { ...NODE1, pods: [podTemplate(POD)] }
    expect(scores({ formula: 'resourceMatch' }, podTemplate(POD), [used])).toEqual([0.5])
    expect(scores({ formula: 'demandMatch' }, podTemplate(POD), [used])).toEqual([1])
  })

  test('the mean is over what the pod requests: (min(1, 4 / 8) + min(1, 8 / 8)) / 2 = 0.75', () => {
    expect(scores({ formula: 'demandMatch' }, podTemplate({ cpu: 4, memory: 4 }), [NODE1])).toEqual([0.75])
  })

  test('a pod that requests nothing matches nothing', () => {
    expect(scores({}, podTemplate({}))).toEqual([0, 0])
  })

  test('a node for which a formula gives no number comes last, the first node too', () => {
    const options = { formula: 'free_cpu / allocatable_cpu' }
    const none = { name: 'none', shape: nodeShape({ memory: 8 }) }
    expect(scores(options, podTemplate({ memory: 1 }), [none, NODE1])).toEqual([-Number.MAX_VALUE, 1])
    expect(chosenNode(clusterOf([none, NODE1]), placement('weighted-match', options), podTemplate({ memory: 1 }))).toBe(
      'node1',
    )
  })
})

describe('constraintMatch', () => {
  const SPOT: Taint = { key: 'spot', value: 'true', effect: 'PreferNoSchedule' }
  const OLD: Taint = { key: 'old', value: '', effect: 'PreferNoSchedule' }
  const GPU: Taint = { key: 'gpu', value: '', effect: 'NoSchedule' }

  const rows: { taints: Taint[][]; tolerations: Toleration[]; expected: number[]; because: string }[] = [
    {
      taints: [[], []],
      tolerations: [],
      expected: [0, 0],
      because: 'without soft constraints there is nothing to satisfy',
    },
    { taints: [[SPOT], []], tolerations: [], expected: [0, 1], because: 'one constraint: broken, satisfied' },
    { taints: [[SPOT], [OLD]], tolerations: [], expected: [0.5, 0.5], because: 'each breaks one of two' },
    { taints: [[SPOT, OLD], [OLD]], tolerations: [], expected: [0, 0.5], because: 'both of two, one of two' },
    {
      taints: [[SPOT, OLD], [OLD]],
      tolerations: [{ key: 'spot', operator: 'Exists' }],
      expected: [0, 0],
      because: 'a tolerated taint is no constraint',
    },
    { taints: [[GPU], []], tolerations: [], expected: [0, 0], because: 'a hard taint filters, it does not score' },
  ]

  test.each(rows)('$taints with $tolerations: $expected, $because', ({ taints, tolerations, expected }) => {
    const nodes = taints.map((each, i) => ({ name: `n${i}`, shape: nodeShape({}, { taints: each }) }))
    expect(scores({ formula: 'constraintMatch' }, podTemplate({}, { tolerations }), nodes)).toEqual(expected)
  })

  test('preferred node affinity counts beside taints: 1 of 3, 2 of 3, 2 of 3', () => {
    const preferred = [
      {
        weight: 90,
        preference: { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }], matchFields: [] },
      },
      {
        weight: 1,
        preference: { matchExpressions: [], matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n2'] }] },
      },
    ] as const
    const affinity = { ...NO_AFFINITY, node: { required: null, preferred } }
    const nodes = [
      { name: 'n0', shape: nodeShape() },
      { name: 'n1', shape: nodeShape({}, { labels: { disk: 'ssd' } }) },
      { name: 'n2', shape: nodeShape({}, { labels: { disk: 'ssd' }, taints: [SPOT] }) },
    ]
    const pod = podTemplate({}, { scheduling: { ...PLAIN_SCHEDULING, affinity } })
    expect(scores({ formula: 'constraintMatch * 3' }, pod, nodes)).toEqual([1, 2, 2])
  })
})
