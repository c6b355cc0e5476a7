import { describe, expect, test } from 'vitest'
import type { Summary } from '../../src/results/types.ts'
import { amounts, SECOND } from '../builders/amounts.ts'
import { gpuNode, gpuPod } from '../builders/gpus.ts'
import { constant, job, nodeAutoscaler, nodeShape, podTemplate, pool, service, steady } from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

function expectAll(summary: Summary, expected: Record<string, number | null>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (value === null) expect([name, summary[name]]).toEqual([name, null])
    else expect(summary[name], name).toBeCloseTo(value, 9)
  }
}

/** A minute of one node of 4 cores and 8 GiB at 6 per hour: two replicas of 1 core and 2 GiB at 50/s of 200/s, and 10 s of 2 cores and 2 GiB. */
describe('shares computed by hand', () => {
  const result = simulated(60, {
    pools: [pool({ shape: nodeShape({ cpu: 4, memory: 8, disk: 100 }), pricePerHour: 6 })],
    workloads: [
      service({
        replicas: 2,
        load: steady(50),
        pod: podTemplate(
          { cpu: 1, memory: 2, disk: 50 },
          { usage: { idle: amounts({ memory: 1 }), busy: amounts({ cpu: 1, memory: 2 }) } },
        ),
      }),
      job({ pod: podTemplate({ cpu: 2, memory: 2 }), durationUs: constant(10 * SECOND) }),
      job({ name: 'too-big', pod: podTemplate({ cpu: 5 }) }),
    ],
  })
  const total = 6 / 60
  const web = 2 * 6 * ((1 / 4 + 2 / 8) / 2) * (60 / 3600)
  const webUsed = 2 * 6 * ((0.25 / 4 + 1.25 / 8) / 2) * (60 / 3600)
  const batch = 6 * ((2 / 4 + 2 / 8) / 2) * (10 / 3600)

  test.each([
    ['web', { 'cost.requested': web, 'cost.used': webUsed, 'cost.perMillionWithinSlo': (web / (50 * 60)) * 1e6 }],
    ['batch', { 'cost.requested': batch, 'cost.used': batch }],
    ['too-big', { 'cost.requested': 0, 'cost.used': 0 }],
  ])('%s', (name, expected) => {
    expectAll(summaryOf(result, name), expected)
  })

  test('of the cluster: what nobody requested is idle', () => {
    expectAll(result.summary, {
      'cost.total': total,
      'cost.requested': web + batch,
      'cost.used': webUsed + batch,
      'cost.idle': total - web - batch,
      'cost.idleShare': (total - web - batch) / total,
      'cost.perMillionWithinSlo': (total / (50 * 60)) * 1e6,
    })
  })
})

test('late and lost requests are not among those served within the objective, calls inside the cluster are not users', () => {
  // 100/s of 50/s: the line holds 50 × 2 s = 100. Only while at most 10 wait is one in time: 0.2 s, 20 requests.
  const result = simulated(60, {
    pools: [pool({ shape: nodeShape({ cpu: 4, memory: 8 }), pricePerHour: 6 })],
    workloads: [
      service({
        load: steady(100),
        capacityPerReplicaPerSecond: 50,
        slo: { latencyUs: 0.2 * SECOND, percentiles: [], availability: null },
        calls: [{ service: 'inner', perRequest: 1, mode: 'sequential' }],
      }),
      service({ name: 'inner' }),
    ],
  })
  expect(result.summary['cost.perMillionWithinSlo']).toBeCloseTo((0.1 / 20) * 1e6, 6)
})

describe('what a node has decides how its price is cut', () => {
  const GPU = 'example.com/gpu'

  test('an extended resource is a third part', () => {
    const result = simulated(3600, {
      pools: [pool({ shape: nodeShape({ cpu: 4, memory: 8, [GPU]: 2 }), pricePerHour: 6 })],
      workloads: [service({ pod: podTemplate({ cpu: 1, memory: 1, [GPU]: 1 }) })],
    })
    expectAll(summaryOf(result, 'web'), { 'cost.requested': 6 * ((1 / 4 + 1 / 8 + 1 / 2) / 3), 'cost.used': 0 })
  })

  test('so are shared GPUs, and what is requested of them is used', () => {
    const result = simulated(3600, {
      pools: [pool({ shape: gpuNode(2), pricePerHour: 6 })],
      workloads: [service({ pod: { ...gpuPod({ milli: 500 }, 8), usage: { idle: {}, busy: {} } } })],
    })
    const gpu = (6 / 3) * (500 / 2000)
    expectAll(summaryOf(result, 'web'), { 'cost.requested': (6 / 3) * (8 / 32 + 1 / 128) + gpu, 'cost.used': gpu })
  })

  test('a node of another type has another price', () => {
    // One core is free of four; the pod of two cores gets a spot node of two cores and 4 GiB for 1 per hour, after a minute.
    const big = nodeShape({ cpu: 4, memory: 8 })
    const small = nodeShape({ cpu: 2, memory: 4 })
    const result = simulated(3600, {
      pools: [
        pool({
          shape: big,
          pricePerHour: 6,
          offerings: [
            { instanceType: 'big', purchase: 'on-demand', shape: big, pricePerHour: 6 },
            { instanceType: 'small', purchase: 'spot', shape: small, pricePerHour: 1 },
          ],
        }),
      ],
      workloads: [
        service({ pod: podTemplate({ cpu: 3, memory: 8 }) }),
        service({ name: 'late', pod: podTemplate({ cpu: 2, memory: 1 }) }),
      ],
      policies: { nodeAutoscaling: nodeAutoscaler('karpenter') },
    })
    expectAll(summaryOf(result, 'web'), { 'cost.requested': 6 * ((3 / 4 + 1) / 2) })
    // On the node after the second at which Karpenter's batch is full, and a minute of boot.
    const orderedSecond = 3600 * (1 - (result.summary['cost.spot'] ?? 0))
    expect(orderedSecond).toBeLessThan(30)
    const bound = (3600 - orderedSecond - 60) / 3600
    expectAll(summaryOf(result, 'late'), { 'cost.requested': 1 * ((2 / 2 + 1 / 4) / 2) * bound })
  })
})

test('without prices nothing costs anything, and idle is a share of nothing', () => {
  const result = simulated(60, { pools: [pool({ pricePerHour: 0 })], workloads: [service({ load: steady(10) })] })
  expectAll(result.summary, {
    'cost.requested': 0,
    'cost.idle': 0,
    'cost.idleShare': null,
    'cost.perMillionWithinSlo': 0,
  })
})
