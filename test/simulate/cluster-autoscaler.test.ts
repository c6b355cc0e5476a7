import { expect, test } from 'vitest'
import { SECOND } from '../builders/amounts.ts'
import { constant, job, nodeAutoscaler, nodeShape, placement, podTemplate, pool } from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

const told = (result: ReturnType<typeof simulated>) =>
  result.decisions.map(({ atSeconds, decision }) => [atSeconds, decision])

const lasting = (seconds: number) => constant(seconds * SECOND)
const at = (second: number, pods: number, cpu: number, seconds: number) =>
  job({
    name: `at-${second}`,
    pod: podTemplate({ cpu }),
    arrivals: { kind: 'at', timesUs: [second * SECOND] },
    parallelism: pods,
    durationUs: lasting(seconds),
  })
const four = nodeShape({ cpu: 4, memory: 8 })

test('four pods of 2 cores get two nodes of 4, which go ten minutes after they stood empty', () => {
  const result = simulated(1400, {
    pools: [pool({ shape: four, count: 0, bootTimeUs: lasting(60) })],
    workloads: [at(5, 4, 2, 100)],
    policies: { nodeAutoscaling: nodeAutoscaler('cluster-autoscaler') },
  })
  // Seen at 10 s, here at 70 s, done at 170 s; unneeded from 170 s on, so for longer than 600 s at 780 s; ten minutes after the order have passed.
  expect(told(result)).toEqual([
    [10, '+2 general'],
    [780, '−1 general-0'],
    [780, '−1 general-1'],
  ])
  expect(summaryOf(result, 'at-5')['jobs.waitSecondsMean']).toBe(65)
  expect(result.summary['nodes.hours']).toBeCloseTo((2 * 770) / 3600, 12)
})

test('a node that is little used is drained: its pod goes elsewhere, and the node when the pod is gone', () => {
  // On two nodes of 4 cores a pod of 1 core each, spread by least-allocated.
  const result = simulated(800, {
    pools: [pool({ shape: four, count: 2, limits: { min: 1, max: 2 } })],
    workloads: [at(0, 2, 1, 5000)],
    policies: { placement: placement('least-allocated'), nodeAutoscaling: nodeAutoscaler('cluster-autoscaler') },
  })
  // Unneeded from the first look at 10 s on, longer than 600 s at 620 s; the pod takes its grace period of 30 s.
  expect(told(result)).toEqual([[620, expect.stringMatching(/^−1 general-[01]$/)]])
  expect(result.summary['nodes.hours']).toBeCloseTo((2 * 650 + 150) / 3600, 12)
  expect(result.summary['pods.created']).toBe(3)
})

test('a machine that never comes is given up after fifteen minutes, and its pool left alone for five', () => {
  const result = simulated(1300, {
    pools: [
      pool({ shape: four, count: 0, provisioning: { failureShare: 1, quota: null }, limits: { min: 0, max: 1 } }),
    ],
    workloads: [at(5, 1, 2, 100)],
    policies: { nodeAutoscaling: nodeAutoscaler('cluster-autoscaler') },
  })
  expect(told(result)).toEqual([
    [10, '+1 general'],
    [910, 'gives up general-0'],
    [1210, '+1 general'],
  ])
})

test('what the provider does not have is refused at once', () => {
  const result = simulated(100, {
    pools: [pool({ shape: four, count: 0, provisioning: { failureShare: 0, quota: 1 }, bootTimeUs: lasting(20) })],
    workloads: [at(5, 2, 4, 1000)],
    policies: { nodeAutoscaling: nodeAutoscaler('cluster-autoscaler') },
  })
  expect(told(result)).toEqual([[10, '+2 general']])
  expect(result.summary).toMatchObject({ 'pods.unplaced': 1, 'nodes.count.max': 1 })
})

test('a pod that only one zone can take gets a node there, not the next in turn', () => {
  const zoned = podTemplate({ cpu: 1 }, { nodeSelector: { 'topology.kubernetes.io/zone': 'b' } })
  const result = simulated(200, {
    pools: [pool({ shape: four, count: 0, zones: ['a', 'b'], bootTimeUs: lasting(20) })],
    workloads: [job({ pod: zoned, durationUs: lasting(50) })],
    policies: { nodeAutoscaling: nodeAutoscaler('cluster-autoscaler') },
  })
  expect(summaryOf(result, 'batch')['jobs.finished']).toBe(1)
  expect(told(result)).toEqual([[10, '+1 general']])
})
