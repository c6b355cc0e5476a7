import { describe, expect, test } from 'vitest'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { BASE_RESOURCES } from '../../../src/model/amounts.ts'
import type { NodeDecision } from '../../../src/policies/node-autoscaler/types.ts'
import { MINUTE } from '../../builders/amounts.ts'
import { nodeAutoscaler, nodeShape, pool } from '../../builders/model.ts'
import { autoscalerOf, nodesView, poolView } from './views.ts'

interface Said {
  readonly price?: number
  readonly ready?: number
  readonly booting?: number
  readonly min?: number
  readonly max?: number
  /** Nodes without pods, by number, with the minute since when. */
  readonly idle?: readonly (readonly [node: number, sinceMinute: number])[]
  /** What new nodes of the pool would do. */
  readonly would?: { readonly pods: number; readonly nodesUsed: number }
}

/** Decisions at minute 60, and how many nodes each pool was asked about. */
function decide(pools: readonly Said[], unschedulablePods: number, options = {}) {
  const cluster = new Cluster(
    BASE_RESOURCES,
    pools.map((_, index) => `pool-${index}`),
  )
  const numberOf = new Map<number, number>()
  pools.forEach(({ idle = [] }, index) => {
    for (const [number, sinceMinute] of idle) {
      const node = cluster.addNode({ name: `n${number}`, pool: index, shape: nodeShape(), labels: {} }, 0)
      cluster.nodeReady(node, sinceMinute * MINUTE)
      numberOf.set(node, number)
    }
  })
  const asked: (readonly [pool: number, count: number])[] = []
  const decisions = autoscalerOf('pending-pods', options).decide(
    nodesView({
      nowUs: 60 * MINUTE,
      cluster,
      pools: pools.map(({ price = 1, ready = 1, booting = 0, min = 0, max = 10 }) =>
        poolView(pool({ pricePerHour: price, limits: { min, max } }), { nodesReady: ready, nodesBooting: booting }),
      ),
      unschedulablePods,
      oldestUnschedulableUs: 0,
      readyNodes: () => [...numberOf.keys()],
      wouldNeed({ poolIndex }, limit) {
        asked.push([poolIndex, limit])
        const { pods, nodesUsed } = pools[poolIndex].would ?? { pods: 0, nodesUsed: 0 }
        const nodes = Array.from({ length: nodesUsed }, () => ({ offering: 0, zone: null }))
        return { pods, nodes, requestedCpuMilli: 0, requestedMemoryBytes: 0 }
      },
    }),
  )
  const numbered = decisions.map((each) =>
    each.kind === 'add' ? each : { ...each, node: numberOf.get(each.node) as number },
  )
  return { decisions: numbered, asked }
}

const added = (decisions: readonly NodeDecision[]) =>
  decisions.map((each) => (each.kind === 'add' ? [each.poolIndex, each.nodes.length] : ['remove', each.node]))

describe('with pending pods', () => {
  test.each([
    { pools: [{ would: { pods: 5, nodesUsed: 2 } }], expected: [[0, 2]], because: 'two nodes are needed' },
    {
      pools: [{ would: { pods: 5, nodesUsed: 2 } }, { would: { pods: 6, nodesUsed: 4 } }],
      expected: [[1, 4]],
      because: 'the second pool places more',
    },
    {
      pools: [
        { would: { pods: 5, nodesUsed: 2 }, price: 3 },
        { would: { pods: 5, nodesUsed: 4 }, price: 1 },
      ],
      expected: [[1, 4]],
      because: '4 × 1 is cheaper than 2 × 3',
    },
    {
      pools: [{ would: { pods: 5, nodesUsed: 2 } }, { would: { pods: 5, nodesUsed: 2 } }],
      expected: [[0, 2]],
      because: 'of equals the first',
    },
    { pools: [{ would: { pods: 0, nodesUsed: 0 } }], expected: [], because: 'no node would help' },
    {
      pools: [{ ready: 8, booting: 2, max: 10, would: { pods: 5, nodesUsed: 1 } }],
      expected: [],
      because: 'the pool is full',
    },
    { pools: [], expected: [], because: 'there is no pool' },
  ] as { pools: Said[]; expected: unknown[]; because: string }[])('$expected: $because', ({ pools, expected }) => {
    expect(added(decide(pools, 5).decisions)).toEqual(expected)
  })

  test('a pool is asked about the nodes that it may still have: 10 − 3 − 2', () => {
    expect(decide([{ ready: 3, booting: 2, max: 10 }], 1).asked).toEqual([[0, 5]])
  })

  test('the reason counts pods and nodes', () => {
    const [{ reason }] = decide([{ would: { pods: 4, nodesUsed: 2 } }], 9).decisions
    expect(reason).toBe('9 pending, 2 nodes place 4 of them')
  })

  test('pods that no node helps do not keep idle nodes alive', () => {
    expect(added(decide([{ ready: 2, idle: [[7, 0]] }], 3).decisions)).toEqual([['remove', 7]])
  })
})

describe('without pending pods', () => {
  test.each([
    {
      pool: {
        ready: 3,
        idle: [
          [4, 50],
          [5, 51],
        ],
      },
      expected: [4],
      because: 'empty for 10 min and for 9',
    },
    {
      pool: {
        ready: 3,
        idle: [
          [4, 10],
          [5, 20],
          [6, 30],
        ],
      },
      expected: [4, 5, 6],
      because: 'all three are idle, min is 0',
    },
    {
      pool: {
        ready: 3,
        min: 2,
        idle: [
          [4, 10],
          [5, 20],
        ],
      },
      expected: [4],
      because: '3 − 2 = 1 may go, the longest idle first',
    },
    {
      pool: {
        ready: 2,
        booting: 1,
        min: 2,
        idle: [
          [4, 10],
          [5, 20],
        ],
      },
      expected: [4],
      because: 'a booting node counts',
    },
    { pool: { ready: 2, min: 5, idle: [[4, 10]] }, expected: [], because: 'the pool is below its minimum already' },
  ] as { pool: Said; expected: number[]; because: string }[])(
    '$pool: $expected, $because',
    ({ pool: said, expected }) => {
      expect(added(decide([said], 0).decisions)).toEqual(expected.map((node) => ['remove', node]))
    },
  )

  test('idleAfter can be chosen, and nothing is asked about', () => {
    const { decisions, asked } = decide(
      [
        {
          ready: 3,
          idle: [
            [4, 50],
            [5, 58],
          ],
        },
      ],
      0,
      { idleAfter: '2m' },
    )
    expect(added(decisions)).toEqual([
      ['remove', 4],
      ['remove', 5],
    ])
    expect(asked).toEqual([])
  })
})

test('a period of 0s is refused', () => {
  expect(() => nodeAutoscaler('pending-pods', { every: '0s' })).toThrow('a policy looks ten times a second at most')
})
