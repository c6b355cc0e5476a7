import { describe, expect, test } from 'vitest'
import { SECOND } from '../builders/amounts.ts'
import {
  constant,
  job,
  nodeAutoscaler,
  nodeShape,
  podAutoscaler,
  podTemplate,
  pool,
  service,
  stepwise,
} from '../builders/model.ts'
import { seriesOf, simulated, summaryOf } from '../builders/simulated.ts'

const exactly = podAutoscaler('load-plus-safety', { safetyFactor: 0, every: '10s' })

/** A service that follows its load, one replica for each 100/s, looked at every 10 s. */
const following = (list: Parameters<typeof stepwise>[0], parts: Parameters<typeof service>[0] = {}) =>
  service({ load: stepwise(list), autoscaler: exactly, ...parts })

describe('who goes first when a service shrinks', () => {
  test('a pod without a node, before any that is ready', () => {
    // Three replicas for a node that holds two; at 10 s 200/s want two.
    const result = simulated(60, {
      pools: [pool({ shape: nodeShape({ cpu: 2, memory: 8 }) })],
      workloads: [following([[0, 200]], { replicas: 3 })],
    })
    expect(result.summary['pods.pending.secondsTotal']).toBe(10)
    expect(summaryOf(result, 'web')['replicas.mean']).toBe(2)
  })

  test('a pod that is not ready yet, before those that are', () => {
    // At 10 s 200/s want a second replica that takes 60 s to be ready; at 20 s 100/s want one.
    const slow = podTemplate(
      { cpu: 1 },
      { startup: { containerUs: constant(0), modelUs: constant(0), readyUs: constant(60 * SECOND) } },
    )
    const load = [
      [0, 200],
      [20, 100],
    ] as const
    const result = simulated(60, { workloads: [following(load, { pod: slow })] })
    expect(summaryOf(result, 'web')).toMatchObject({
      'replicas.mean': 1,
      'replicas.max': 1,
      'scaling.podChanges': 2,
      'scaling.podReversals': 1,
    })
    expect(seriesOf(result, 'replicas.desired', 'web').slice(8, 22)).toEqual([1, 1, ...Array(10).fill(2), 1, 1])
  })

  test('the youngest of those that are ready: its node falls empty and is removed', () => {
    // Two replicas on a node each from the start; at 10 s one is asked to end, at 40 s it is gone, and 30 s later so is its node.
    const result = simulated(120, {
      pools: [pool({ shape: nodeShape({ cpu: 1, memory: 8 }), count: 2 })],
      workloads: [following([[0, 100]], { replicas: 2 })],
      policies: { nodeAutoscaling: nodeAutoscaler('pending-pods', { idleAfter: '30s' }) },
    })
    expect(result.decisions).toEqual([
      { atSeconds: 10, actor: 'pod autoscaler web', decision: '2 → 1 replicas', reason: '100.0/s ÷ 100/s + 0 = 1.00' },
      { atSeconds: 70, actor: 'node autoscaler', decision: '−1 general-1', reason: 'stood empty' },
    ])
    expect(result.summary['nodes.hours']).toBeCloseTo((120 + 70) / 3600, 12)
  })
})

describe('the present instant', () => {
  test('an autoscaler sees the load that changes when it looks', () => {
    const result = simulated(60, {
      workloads: [
        following([
          [0, 100],
          [10, 300],
        ]),
      ],
    })
    expect(result.decisions).toMatchObject([{ atSeconds: 10, decision: '1 → 3 replicas' }])
    // Nothing takes time here: not a request is lost.
    expect(result.summary['requests.lost']).toBe(0)
  })

  test('a replica that is taken away makes room for a pod that is submitted at the same instant', () => {
    const result = simulated(60, {
      pools: [pool({ shape: nodeShape({ cpu: 2, memory: 8 }) })],
      workloads: [
        following([[0, 100]], { replicas: 2, pod: podTemplate({ cpu: 1 }, { terminationUs: 0 }) }),
        job({ arrivals: { kind: 'at', timesUs: [10 * SECOND] } }),
      ],
    })
    expect(summaryOf(result, 'batch')['jobs.waitSecondsMean']).toBe(0)
    expect(result.summary['pods.pending.max']).toBe(0)
  })

  test('a replica that is asked to end serves no more, but its room is free only after its grace period of 30 s', () => {
    // Of two replicas at 100/s each one goes at 10 s: capacity 200 × 10 + 100 × 50; its cpu is requested until 40 s.
    const result = simulated(60, {
      pools: [pool({ shape: nodeShape({ cpu: 2, memory: 8 }) })],
      workloads: [following([[0, 100]], { replicas: 2 }), job({ arrivals: { kind: 'at', timesUs: [10 * SECOND] } })],
    })
    expect(summaryOf(result, 'batch')['jobs.waitSecondsMean']).toBe(30)
    expect(summaryOf(result, 'web')['capacity.mean']).toBeCloseTo((200 * 10 + 100 * 50) / 60, 12)
    expect(result.summary['utilisation.cpu.requested.mean']).toBe(1)
  })

  test('pods that share a node with others of their service go first', () => {
    // Six replicas on nodes for four and two; four are wanted at 10 s: two of the first node go, where four are together.
    const result = simulated(100, {
      pools: [
        pool({ shape: nodeShape({ cpu: 4, memory: 8 }), count: 1 }),
        pool({ name: 'small', shape: nodeShape({ cpu: 2, memory: 8 }), limits: { min: 0, max: 9 } }),
      ],
      workloads: [
        following([[0, 400]], { replicas: 6 }),
        job({ pod: podTemplate({ cpu: 2 }), arrivals: { kind: 'at', timesUs: [50 * SECOND] } }),
      ],
    })
    // A pod of 2 cpu fits at 50 s because both that left had been together: gone at 40 s.
    expect(summaryOf(result, 'batch')['jobs.waitSecondsMean']).toBe(0)
  })

  test('replicas wanted for no time at all leave no trace but the decision', () => {
    const result = simulated(60, {
      workloads: [
        following([
          [0, 100],
          [10, 300],
        ]),
        job({ arrivals: { kind: 'at', timesUs: [60 * SECOND - 1] } }),
      ],
    })
    expect(summaryOf(result, 'batch')).toMatchObject({
      'jobs.submitted': 1,
      'jobs.finished': 0,
      'jobs.waitSecondsMean': 0,
    })
  })
})

test('replicas without load stay at the least', () => {
  const result = simulated(60, { workloads: [following([[0, 0]], { replicas: 4 })] })
  expect(summaryOf(result, 'web')['replicas.mean']).toBeCloseTo((10 * 4 + 50 * 1) / 60, 12)
  expect(summaryOf(result, 'web')['requests.lostShare']).toBeNull()
})
