import { describe, expect, test } from 'vitest'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { BASE_RESOURCES } from '../../../src/model/amounts.ts'
import type { NodeAutoscalerView, NodeDecision, PoolView } from '../../../src/policies/node-autoscaler/types.ts'
import { MINUTE, SECOND } from '../../builders/amounts.ts'
import { nodeShape, pool } from '../../builders/model.ts'
import { autoscalerOf, nodesView, poolView, removals } from './views.ts'

/** A pool of nodes of so many cores, and what nodes of it would do. */
interface Said {
  readonly cores: number
  readonly price?: number
  readonly would: { readonly pods: number; readonly nodes: number }
}

function choose(pools: readonly Said[], options: object, parts: Partial<PoolView> = {}): readonly NodeDecision[] {
  const made = pools.map(({ cores, price = 1 }, index) =>
    poolView(
      pool({ name: `pool-${index}`, shape: nodeShape({ cpu: cores, memory: cores * 4 }), pricePerHour: price }),
      parts,
    ),
  )
  return autoscalerOf('cluster-autoscaler', options).decide(
    nodesView({
      nowUs: 10 * MINUTE,
      pools: made,
      unschedulablePods: 4,
      oldestUnschedulableUs: 9 * MINUTE,
      wouldNeed({ poolIndex }) {
        const { pods, nodes } = pools[poolIndex].would
        return {
          pods,
          nodes: Array.from({ length: nodes }, () => ({ offering: 0, zone: null })),
          requestedCpuMilli: pods * 1000,
          requestedMemoryBytes: pods * 4 * 1024 * 1024 * 1024,
        }
      },
    }),
  )
}

describe('which pool is grown', () => {
  // Four pods of 1 core and 4 GiB each: 4 nodes of 2 cores are half empty, 1 of 8 is half empty, 1 of 4 is full.
  const small: Said = { cores: 2, price: 1, would: { pods: 4, nodes: 4 } }
  const large: Said = { cores: 8, price: 3, would: { pods: 4, nodes: 1 } }
  const exact: Said = { cores: 4, price: 9, would: { pods: 3, nodes: 1 } }
  test.each([
    { expander: 'least-waste', pools: [small, large, exact], grown: 2, because: '(4 − 3) / 4 idle, the others a half' },
    { expander: 'most-pods', pools: [exact, large], grown: 1, because: '4 pods, not 3' },
    { expander: 'least-nodes', pools: [small, large], grown: 1, because: '1 node, not 4' },
    {
      expander: ['most-pods', 'least-nodes'],
      pools: [exact, small, large],
      grown: 2,
      because: 'of 4 pods each, 1 node',
    },
    { expander: 'priority', pools: [small, large], grown: 1, because: 'pool-1 is listed highest' },
  ])('$expander: $because', ({ expander, pools, grown }) => {
    const priorities = [
      { priority: 10, pools: ['pool-0'] },
      { priority: 20, pools: ['*-1'] },
    ]
    expect(choose(pools, { expander, priorities })).toMatchObject([{ kind: 'add', poolIndex: grown }])
  })

  test('a pool whose node did not come is left alone for five minutes', () => {
    expect(choose([small], {}, { failures: 1 })).toEqual([])
    expect(choose([small], { initialNodeGroupBackoff: '0s' }, { failures: 1 })).toHaveLength(1)
  })

  test('a full pool is not grown', () => {
    expect(choose([small], {}, { nodesReady: 90, nodesBooting: 10 })).toEqual([])
  })
})

test('pods younger than two seconds are left for the next look', () => {
  const view = (oldestUnschedulableUs: number) =>
    nodesView({
      nowUs: 10 * SECOND,
      pools: [poolView(pool())],
      unschedulablePods: 1,
      oldestUnschedulableUs,
      wouldNeed: () => ({
        pods: 1,
        nodes: [{ offering: 0, zone: null }],
        requestedCpuMilli: 1,
        requestedMemoryBytes: 1,
      }),
    })
  expect(autoscalerOf('cluster-autoscaler').decide(view(9 * SECOND))).toEqual([])
  expect(autoscalerOf('cluster-autoscaler').decide(view(8 * SECOND))).toHaveLength(1)
})

describe('nodes that nobody needs', () => {
  function looks(seconds: readonly number[], parts: Partial<NodeAutoscalerView>, options: object = {}) {
    const cluster = new Cluster(BASE_RESOURCES, ['general'])
    const node = cluster.addNode({ name: 'n', pool: 0, shape: nodeShape(), labels: {} }, 0)
    cluster.nodeReady(node, 0)
    const autoscaler = autoscalerOf('cluster-autoscaler', options)
    return seconds.map((second, version) =>
      autoscaler
        .decide(
          nodesView({
            nowUs: second * SECOND,
            version,
            cluster,
            pools: [poolView(pool())],
            readyNodes: () => [node],
            wouldGo: (candidates) => removals(candidates.map(() => true)),
            ...parts,
          }),
        )
        .map(({ kind }) => kind),
    )
  }

  test('go when that has been so for longer than ten minutes', () => {
    expect(looks([10, 600, 610, 620], {})).toEqual([[], [], [], ['remove']])
  })

  test('stay while the pool is at its least size', () => {
    expect(looks([10, 620], { pools: [poolView(pool({ limits: { min: 1, max: 9 } }))] })).toEqual([[], []])
  })

  test('stay while their pods fit nowhere else, which is asked again after five minutes', () => {
    let asked = 0
    const wouldGo = (candidates: readonly number[]) => {
      asked += candidates.length
      return removals(candidates.map(() => false))
    }
    looks([10, 20, 300, 310, 320], { wouldGo })
    expect(asked).toBe(2)
  })

  test('nothing is looked at while nothing changes and nothing is due', () => {
    let asked = 0
    const wouldGo = (candidates: readonly number[]) => {
      asked++
      return removals(candidates.map(() => true))
    }
    const seen = looks([10, 20, 30, 600, 620], { wouldGo, version: 7 })
    // At 10 s for the first time, and again when ten minutes are over.
    expect([asked, seen.at(-1)]).toEqual([2, ['remove']])
  })
})
