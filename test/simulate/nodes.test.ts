import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/digest.ts'
import type { Taint } from '../../src/model/cluster-spec.ts'
import type { PluginRef } from '../../src/model/plugin-ref.ts'
import type { VariantResult } from '../../src/results/types.ts'
import { MIB, MINUTE, SECOND } from '../builders/amounts.ts'
import {
  constant,
  image,
  job,
  nodeAutoscaler,
  nodeShape,
  placement,
  podAutoscaler,
  podTemplate,
  pool,
  service,
  steady,
  stepwise,
} from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

const pendingPods = (options = {}) => ({ nodeAutoscaling: nodeAutoscaler('pending-pods', options) })
const one = nodeShape({ cpu: 1, memory: 8 })

const at = (name: string, second: number, parts: Parameters<typeof job>[0] = {}) =>
  job({ name, arrivals: { kind: 'at', timesUs: [second * SECOND] }, ...parts })

describe('nodes for pending pods', () => {
  test('as many as are needed, booting ones counted: five pods of 1 core, nodes of 2', () => {
    // Seen at 10 s: ⌈5 / 2⌉ = 3 nodes, and no more while they boot.
    const result = simulated(600, {
      pools: [pool({ shape: nodeShape({ cpu: 2, memory: 8 }), count: 0 })],
      workloads: [at('burst', 5, { parallelism: 5, durationUs: constant(1000 * SECOND) })],
      policies: pendingPods(),
    })
    expect(result.decisions).toMatchObject([
      { atSeconds: 10, decision: '+3 general', reason: '5 pending, 3 nodes place 5 of them' },
    ])
    expect(result.summary).toMatchObject({
      'pods.pending.secondsTotal': 5 * 65,
      'scaling.nodesAdded': 3,
      'nodes.count.max': 3,
    })
  })

  test('not beyond the limit of the pool', () => {
    const result = simulated(600, {
      pools: [pool({ shape: one, count: 1, limits: { min: 0, max: 3 } })],
      workloads: [at('burst', 5, { parallelism: 9, durationUs: constant(1000 * SECOND) })],
      policies: pendingPods(),
    })
    expect(result.summary).toMatchObject({ 'nodes.count.max': 3, 'pods.unplaced': 6 })
  })

  test('ones that stand empty go, down to the least, the first name first', () => {
    const result = simulated(3600, {
      pools: [pool({ shape: one, count: 3, limits: { min: 1, max: 3 } })],
      workloads: [at('work', 0, { durationUs: constant(5 * MINUTE) })],
      policies: pendingPods({ idleAfter: '10m' }),
    })
    // general-0 works until 5 min, so 1 and 2 are idle for longer: both go at 10 min.
    expect(result.decisions.map(({ atSeconds, decision }) => [atSeconds, decision])).toEqual([
      [600, '−1 general-1'],
      [600, '−1 general-2'],
    ])
    expect(result.summary['scaling.nodesRemoved']).toBe(2)
  })

  test('a pod that fits nowhere does not hold idle nodes', () => {
    const result = simulated(3600, {
      pools: [pool({ shape: one, count: 2 })],
      workloads: [at('giant', 0, { pod: podTemplate({ cpu: 64 }) })],
      policies: pendingPods({ idleAfter: '10m' }),
    })
    expect(result.summary).toMatchObject({ 'scaling.nodesRemoved': 2, 'scaling.nodesAdded': 0, 'pods.unplaced': 1 })
  })

  test('are seen at every look, also when a pod ends at that very instant', () => {
    // One core; a pod works 10 s and another is submitted every 5 s: the line grows, and at each look a pod has just ended.
    const result = simulated(600, {
      pools: [pool({ shape: one, limits: { min: 0, max: 5 } })],
      workloads: [
        job({
          arrivals: { kind: 'at', timesUs: Array.from({ length: 100 }, (_, i) => i * 5 * SECOND) },
          durationUs: constant(10 * SECOND),
        }),
      ],
      policies: pendingPods(),
    })
    expect(result.decisions[0]).toMatchObject({ atSeconds: 10, decision: '+1 general' })
  })

  test('a node that boots in no time takes its pod at once', () => {
    const result = simulated(600, {
      pools: [pool({ shape: one, count: 0, bootTimeUs: constant(0) })],
      workloads: [at('work', 5)],
      policies: pendingPods(),
    })
    expect(summaryOf(result, 'work')['jobs.waitSecondsMean']).toBe(5)
  })
})

describe('trying things out leaves no trace', () => {
  const SPOT: Taint = { key: 'spot', value: '', effect: 'PreferNoSchedule' }
  const OLD: Taint = { key: 'old', value: '', effect: 'PreferNoSchedule' }
  const shape = nodeShape({ cpu: 4, memory: 8 })
  /** Where a pod is placed shows in when it starts: each node pulls the image for itself. */
  const pulled = podTemplate({ cpu: 1, memory: 1 }, { images: [image('app', 850 * MIB)] })
  const stream = job({
    name: 'stream',
    pod: pulled,
    arrivals: { kind: 'curve', curve: steady(0.05) },
    durationUs: { kind: 'exponential', mean: 90 * SECOND },
  })
  const told = ({ summary, services, jobs, pools, series }: VariantResult) =>
    canonicalJson({ summary, services, jobs, pools, series })

  test.each([
    placement('random'),
    placement('least-allocated'),
    placement('weighted-match', { formula: '1.5 * constraintMatch + free_cpu / 1000' }),
  ])('$name: a pod that fits nowhere is tried at every look, and nothing else changes', (policy) => {
    const run = (nodeAutoscaling: PluginRef) =>
      simulated(3600, {
        pools: [
          pool({
            name: 'old',
            shape: { ...shape, taints: [OLD] },
            count: 4,
            limits: { min: 4, max: 6 },
            zones: ['a', 'b', 'c'],
          }),
          pool({ name: 'plain', shape, count: 4, limits: { min: 4, max: 4 } }),
          pool({ name: 'tried', shape: { ...shape, taints: [SPOT] }, count: 0, zones: ['d'] }),
        ],
        workloads: [at('giant', 0, { pod: podTemplate({ cpu: 64 }) }), stream],
        policies: { nodeAutoscaling, placement: policy },
      })
    const trying = run(nodeAutoscaler('pending-pods'))
    expect(trying.decisions).toEqual([])
    expect(told(trying)).toBe(told(run(nodeAutoscaler('static'))))
  })

  test('while nodes boot, pods are tried on them at each look: how often does not matter', () => {
    const run = (every: string) =>
      simulated(3600, {
        pools: [pool({ shape, count: 3, limits: { min: 3, max: 99 }, bootTimeUs: constant(170 * SECOND) })],
        workloads: [at('burst', 12, { pod: podTemplate({ cpu: 1 }), parallelism: 30 }), stream],
        policies: {
          nodeAutoscaling: nodeAutoscaler('pending-pods', { every, idleAfter: '2h' }),
          placement: placement('random'),
        },
      })
    const often = run('10s')
    const seldom = run('20s')
    expect(often.decisions.map(({ atSeconds }) => atSeconds)).toEqual([20])
    expect(seldom.decisions).toEqual(often.decisions)
    expect(told(seldom)).toBe(told(often))
  })

  test('node names go on from where they were', () => {
    const result = simulated(1200, {
      pools: [pool({ shape: one, count: 1, zones: ['a', 'b'] })],
      workloads: [at('giant', 0, { pod: podTemplate({ cpu: 64 }) }), at('work', 100, { parallelism: 2 })],
      policies: pendingPods({ idleAfter: '2m' }),
    })
    // The second pod gets general-0 after all, at 160 s, just before general-1 is ready, which is idle for longer.
    const removed = result.decisions.filter(({ decision }) => decision.startsWith('−')).map(({ decision }) => decision)
    expect(removed).toEqual(['−1 general-1', '−1 general-0'])
  })
})

test('a node in the place of a removed one pulls for itself, also what was being pulled there', () => {
  // 150/s ask for a second replica at 5 s; it pulls on b-0 until 13.5 s, but is taken away at 10 s, and b-0 at 20 s. The probe of
  // 30 s gets b-1 at 90 s, where it pulls for 8.5 s.
  const asks = podTemplate({ cpu: 3 }, { images: [image('app', 850 * MIB)], terminationUs: 0 })
  const result = simulated(200, {
    pools: [
      pool({ name: 'a', limits: { min: 1, max: 1 } }),
      pool({ name: 'b', shape: nodeShape({ cpu: 4, memory: 8 }, { labels: { pool: 'b' } }) }),
    ],
    workloads: [
      service({
        pod: asks,
        load: stepwise([
          [0, 150],
          [8, 50],
        ]),
        autoscaler: podAutoscaler('load-plus-safety', { safetyFactor: 0, every: '5s' }),
      }),
      at('probe', 30, { pod: { ...asks, nodeSelector: { pool: 'b' } } }),
    ],
    policies: pendingPods({ idleAfter: '10s' }),
  })
  expect(result.decisions.map(({ atSeconds, decision }) => [atSeconds, decision])).toEqual([
    [5, '1 → 2 replicas'],
    [10, '2 → 1 replicas'],
    [20, '−1 b-0'],
    [30, '+1 b'],
    [170, '−1 b-1'],
  ])
  expect(summaryOf(result, 'probe')['jobs.waitSecondsMean']).toBe(68.5)
})

test('without any node everything waits to the end and everything is lost', () => {
  const result = simulated(60, {
    pools: [pool({ count: 0 })],
    workloads: [service({ load: { name: 'constant', options: 7 }, replicas: 2 }), at('work', 30)],
  })
  expect(result.summary).toMatchObject({
    'requests.lost': 7 * 60,
    'requests.lostShare': 1,
    'requests.waitSecondsMean': null,
    'pods.pending.secondsTotal': 2 * 60 + 30,
    'pods.unplaced': 3,
    // Still waiting at the end: two pods since 0, one job since 30 s.
    'pods.pending.waitSecondsMean': (60 + 60 + 30) / 3,
    'pods.pending.waitSecondsP95': 60,
    'pods.startSecondsMean': null,
    'utilisation.cpu.requested.mean': null,
    'utilisation.combined.mean': null,
    'jobs.waitSecondsMean': 30,
    'cost.total': 0,
  })
  expect(() => canonicalJson(result)).not.toThrow()
})

test('listed nodes bring their own names and shapes', () => {
  const listed = [
    { name: 'big', shape: nodeShape({ cpu: 8, memory: 8 }) },
    { name: 'small', shape: nodeShape({ cpu: 1, memory: 8 }) },
  ]
  const result = simulated(3600, {
    pools: [pool({ count: 0, listed, pricePerHour: 3, limits: { min: 1, max: 2 } })],
    workloads: [at('work', 0, { pod: podTemplate({ cpu: 6, memory: 1 }), durationUs: constant(3600 * SECOND) })],
    policies: pendingPods({ idleAfter: '30m' }),
  })
  expect(result.decisions).toMatchObject([{ atSeconds: 1800, decision: '−1 small' }])
  expect(result.summary['cost.total']).toBeCloseTo(3 * 1 + 3 * 0.5, 12)
  // 6 of 9 cores for half an hour, 6 of 8 after that: 6 / 8.5.
  expect(result.summary['utilisation.cpu.requested.mean']).toBeCloseTo(6 / 8.5, 12)
})
