import { describe, expect, test } from 'vitest'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { BASE_RESOURCES } from '../../../src/model/amounts.ts'
import type { NodeAutoscalerView } from '../../../src/policies/node-autoscaler/types.ts'
import { SECOND } from '../../builders/amounts.ts'
import { nodeShape, podTemplate, pool } from '../../builders/model.ts'
import { autoscalerOf, nodesView, poolView } from './views.ts'

/** Looks every second from 0 on; the answers that are not empty, with their second. */
function looks(seconds: number, viewAt: (second: number) => Partial<NodeAutoscalerView>, options: object = {}) {
  const autoscaler = autoscalerOf('karpenter', options)
  return Array.from({ length: seconds }, (_, second) => second).flatMap((second) => {
    const decisions = autoscaler.decide(nodesView({ nowUs: second * SECOND, version: second, ...viewAt(second) }))
    return decisions.map((decision) => [second, decision.kind] as const)
  })
}

describe('pending pods are bought nodes for', () => {
  const claims = [{ poolIndex: 0, order: { offering: 0, zone: null }, pods: 1 }]
  const waiting = (count: number) => ({
    pools: [poolView(pool())],
    unschedulablePods: count,
    oldestUnschedulableUs: 0,
    wouldClaim: () => claims,
  })

  test('a second after the last of them came', () => {
    // One at 3 s, two at 4 s, then no more.
    const counts = [0, 0, 0, 1, 2, 2, 0, 0]
    expect(looks(8, (second) => waiting(counts[second]))).toEqual([[5, 'add']])
  })

  test('ten seconds after the first of them at the latest', () => {
    expect(looks(15, (second) => waiting(second < 13 ? second : 0))).toEqual([[11, 'add']])
  })

  test('at the lowest price first, over all pools, ways of buying included', () => {
    const shape = nodeShape()
    const offer = (pricePerHour: number, purchase: 'on-demand' | 'spot') => ({
      instanceType: 'm',
      purchase,
      shape,
      pricePerHour,
    })
    const asked: unknown[] = []
    looks(3, () => ({
      ...waiting(1),
      pools: [
        poolView(pool({ offerings: [offer(3, 'on-demand'), offer(1, 'spot')] })),
        poolView(pool({ offerings: [offer(2, 'on-demand')] })),
      ],
      wouldClaim(offers) {
        asked.push(offers.map(({ poolIndex, offering }) => [poolIndex, offering]))
        return []
      },
    }))
    expect(asked[0]).toEqual([
      [0, 1],
      [1, 0],
      [0, 0],
    ])
  })
})

describe('nodes are consolidated', () => {
  function world(prices: readonly number[]) {
    const cluster = new Cluster(BASE_RESOURCES, ['general'])
    const shape = nodeShape()
    const offerings = [...new Set(prices)].map((pricePerHour) => ({
      instanceType: `at-${pricePerHour}`,
      purchase: 'on-demand' as const,
      shape,
      pricePerHour,
    }))
    const nodes = prices.map((price, i) => {
      const offering = offerings.findIndex(({ pricePerHour }) => pricePerHour === price)
      const node = cluster.addNode({ name: `n${i}`, pool: 0, shape, labels: {}, offering }, 0)
      cluster.nodeReady(node, 0)
      const podClass = cluster.podClass(podTemplate())
      cluster.bind(cluster.createPod(podClass, 0, 0, 0), node, 0)
      return node
    })
    return { cluster, nodes, pools: [poolView(pool({ offerings }), { nodesReady: nodes.length })] }
  }

  test('when they are empty, fifteen seconds after that was seen, a tenth of them at a time', () => {
    const cluster = new Cluster(BASE_RESOURCES, ['general'])
    const nodes = Array.from({ length: 11 }, (_, i) => {
      const node = cluster.addNode({ name: `n${i}`, pool: 0, shape: nodeShape(), labels: {} }, 0)
      cluster.nodeReady(node, 0)
      return node
    })
    const found = looks(16, () => ({
      cluster,
      pools: [poolView(pool(), { nodesReady: 11 })],
      readyNodes: () => nodes,
    }))
    // ⌈11 × 10 %⌉ = 2
    expect(found).toEqual([
      [15, 'remove'],
      [15, 'remove'],
    ])
  })

  test('when the others take their pods; WhenEmpty leaves them', () => {
    const { cluster, nodes, pools } = world([1, 1, 1])
    const view = () => ({
      cluster,
      pools,
      readyNodes: () => nodes,
      wouldReplace: (some: readonly number[]) => ({ fits: some.length === 1, by: null }),
    })
    expect(looks(16, view)).toEqual([[15, 'drain']])
    expect(looks(16, view, { consolidationPolicy: 'WhenEmpty' })).toEqual([])
  })

  test('as many together as can go: halving finds the longest list', () => {
    const { cluster, nodes, pools } = world([1, 1, 1, 1, 1, 1])
    const wouldReplace = (some: readonly number[]) => ({ fits: some.length <= 4, by: null })
    const view = () => ({ cluster, pools, readyNodes: () => nodes, wouldReplace })
    expect(looks(16, view, { disruptionBudget: '100%' })).toHaveLength(4)
  })

  test('only by what is cheaper than all that go', () => {
    const { cluster, nodes, pools } = world([2, 1])
    const offered: unknown[] = []
    looks(
      1,
      () => ({
        cluster,
        pools,
        readyNodes: () => nodes,
        wouldReplace(some, offers) {
          offered.push([some.length, offers.map(({ offering }) => pools[0].pool.offerings[offering].pricePerHour)])
          return { fits: false, by: null }
        },
      }),
      { disruptionBudget: '100%' },
    )
    // Both cost 3: offers at 1 and 2; alone the one at 2 may become one at 1, that at 1 nothing cheaper.
    expect(offered).toEqual([
      [2, [1, 2]],
      [1, [1]],
      [1, []],
    ])
  })

  test('the replacement comes first', () => {
    const { cluster, nodes, pools } = world([2, 1])
    const by = { poolIndex: 0, order: { offering: 1, zone: null } }
    const view = (second: number) => ({
      cluster,
      pools: [{ ...pools[0], nodesBooting: second >= 16 && second < 30 ? 1 : 0 }],
      readyNodes: () => nodes,
      wouldReplace: (some: readonly number[]) => ({ fits: some.length === 1, by }),
    })
    expect(looks(31, view, { disruptionBudget: '50%' })).toEqual([
      [15, 'add'],
      [30, 'drain'],
    ])
  })
})
