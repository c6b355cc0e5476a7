import { describe, expect, test } from 'vitest'
import { isMetricName, type MetricOwner, metricDefinitions } from '../../src/metrics/definitions.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import { amounts, SECOND } from '../builders/amounts.ts'
import { gpuNode } from '../builders/gpus.ts'
import {
  constant,
  functionOf,
  job,
  nodeShape,
  podAutoscaler,
  podTemplate,
  pool,
  service,
  steady,
} from '../builders/model.ts'
import { seriesOf, simulated, summaryOf } from '../builders/simulated.ts'

/**
 * One minute of 150/s on a replica that answers 100/s; who would wait longer than 2 s is lost, longer than 0.4 s is late. At 15 s
 * the autoscaler asks for ⌈150 / 100⌉ = 2 replicas; the second one's container runs at 17 s, and it is ready at 20 s.
 *
 *    0 –  4 s   the line grows by 50/s to the 100 × 2 = 200 that it holds; late from 40 on, at 0.8 s
 *    4 – 20 s   full: 50/s are lost, the other 100/s are late
 *   20 – 24 s   two replicas: 200/s, the line shrinks by 50/s; late while more than 200 × 0.4 = 80 wait, until 22.4 s
 *   24 – 60 s   no line: 150/s of 200/s
 */
const result = simulated(60, {
  pools: [pool({ shape: nodeShape({ cpu: 4, memory: 8, disk: 100 }), pricePerHour: 6 })],
  workloads: [
    service({
      pod: podTemplate(
        { cpu: 1, memory: 2 },
        {
          startup: { containerUs: constant(2 * SECOND), modelUs: constant(0), readyUs: constant(3 * SECOND) },
          usage: { idle: amounts({ cpu: 0.1, memory: 1 }), busy: amounts({ cpu: 1, memory: 1 }) },
        },
      ),
      load: steady(150),
      slo: { latencyUs: 0.4 * SECOND, percentiles: [], availability: null },
      autoscaler: podAutoscaler('load-plus-safety', { safetyFactor: 0 }),
    }),
  ],
})

const arrived = 60 * 150
const served = 20 * 100 + 4 * 200 + 36 * 150
const lost = 16 * 50
const late = 3.2 * 150 + 16 * 100 + 2.4 * 150
const waited = (4 * 200) / 2 + 16 * 200 + (4 * 200) / 2
/** Cores: one replica at full work, then a warming one beside it, two at full work, two at 150 / 200. */
const coresUsed = 20 * 1 + 3 * 0.1 + 4 * 2 + 36 * 2 * (0.1 + 0.9 * 0.75)
const coresAsked = 15 * 1 + 45 * 2
/** GiB: 1 of each replica that runs, 2 asked for. */
const gibUsed = 17 * 1 + 43 * 2
const gibAsked = 15 * 2 + 45 * 4

describe('a run computed by hand', () => {
  test('all requests are accounted for', () => {
    expect(served + lost).toBe(arrived)
  })

  test.each([
    ['requests.total', arrived],
    ['requests.served', served],
    ['requests.lost', lost],
    ['requests.lostShare', lost / arrived],
    ['requests.late', late],
    ['requests.lateShare', late / arrived],
    ['requests.withinSloShare', (arrived - lost - late) / arrived],
    ['requests.waitSecondsMean', waited / served],
    ['utilisation.combined.mean', (coresUsed / coresAsked + gibUsed / gibAsked) / 2],
    ['scaling.podChanges', 1],
  ])('%s is the same for the cluster and its only service', (name, value) => {
    expect(result.summary[name]).toBeCloseTo(value, 6)
    expect(summaryOf(result, 'web')[name]).toBeCloseTo(value, 6)
  })

  test.each([
    ['load.mean', 150],
    ['load.max', 150],
    ['capacity.mean', (20 * 100 + 40 * 200) / 60],
    ['replicas.mean', (20 * 1 + 40 * 2) / 60],
    ['replicas.max', 2],
    ['utilisation.service.mean', served / (20 * 100 + 40 * 200)],
  ])('%s of the service', (name, value) => {
    expect(summaryOf(result, 'web')[name]).toBeCloseTo(value, 6)
  })

  test.each([
    ['nodes.count.mean', 1],
    ['nodes.hours', 1 / 60],
    ['cost.total', 6 / 60],
    ['pods.created', 2],
    ['pods.unplaced', 0],
    ['pods.pending.secondsTotal', 0],
    ['pods.pending.waitSecondsMax', 0],
    ['pods.startSecondsMean', 5],
    ['pods.running.mean', (15 * 1 + 45 * 2) / 60],
    ['utilisation.cpu.requested.mean', coresAsked / (60 * 4)],
    ['utilisation.cpu.used.mean', coresUsed / (60 * 4)],
    ['utilisation.memory.requested.mean', gibAsked / (60 * 8)],
    ['utilisation.memory.used.mean', gibUsed / (60 * 8)],
    ['utilisation.ephemeral-storage.requested.mean', 0],
    ['scaling.nodesAdded', 0],
  ])('%s of the cluster', (name, value) => {
    expect(result.summary[name]).toBeCloseTo(value, 6)
  })

  test('its series, by the second', () => {
    const at = (name: string, of: string | null, seconds: readonly number[]) =>
      seconds.map((s) => seriesOf(result, name, of)[s])
    expect(result.bucketSeconds).toBe(1)
    expect(at('load', 'web', [0, 59])).toEqual([150, 150])
    expect(at('served', 'web', [0, 19, 20, 23, 24, 59])).toEqual([100, 100, 200, 200, 150, 150])
    expect(at('lost', 'web', [3, 4, 19, 20])).toEqual([0, 50, 50, 0])
    // 0.2 s of 150/s in the first second; 0.4 s of 150/s in the last one.
    expect(at('late', 'web', [0, 1, 4, 20, 22, 23])).toEqual([30, 150, 100, 150, 60, 0])
    expect(at('capacity', 'web', [19, 20])).toEqual([100, 200])
    expect(at('replicas.desired', 'web', [14, 15])).toEqual([1, 2])
    expect(at('replicas.ready', 'web', [19, 20])).toEqual([1, 2])
    expect(at('utilisation.requested', 'cpu', [14, 15])).toEqual([0.25, 0.5])
    expect(at('utilisation.used', 'cpu', [14, 16, 17, 20, 24])).toEqual([0.25, 0.25, 0.275, 0.5, 0.3875])
    expect(at('cost.rate', null, [0, 59])).toEqual([6, 6])
  })
})

describe('jobs computed by hand', () => {
  // A node of 2 cores; three pods of 1 core work 10, 10 and 10 s: two at once, the third after them.
  const jobs = simulated(60, {
    pools: [pool({ shape: nodeShape({ cpu: 2, memory: 8 }) })],
    workloads: [
      job({ pod: podTemplate({ cpu: 1 }), parallelism: 3, durationUs: constant(10 * SECOND) }),
      job({
        name: 'unfinished',
        arrivals: { kind: 'at', timesUs: [55 * SECOND, 60 * SECOND - 1] },
        pod: podTemplate({ cpu: 1 }),
      }),
      job({
        name: 'just-not',
        arrivals: { kind: 'at', timesUs: [50 * SECOND] },
        durationUs: constant(10 * SECOND),
        pod: podTemplate({}),
      }),
    ],
  })

  test.each([
    [
      'batch',
      { 'jobs.submitted': 1, 'jobs.finished': 1, 'jobs.waitSecondsMean': 10, 'jobs.turnaroundSecondsMean': 20 },
    ],
    [
      'unfinished',
      { 'jobs.submitted': 2, 'jobs.finished': 0, 'jobs.waitSecondsMean': 0, 'jobs.turnaroundSecondsMean': null },
    ],
    ['just-not', { 'jobs.submitted': 1, 'jobs.finished': 0, 'jobs.turnaroundSecondsMean': null }],
  ])('%s', (name, figures) => {
    expect(summaryOf(jobs, name)).toMatchObject(figures)
  })

  test('of all together: waits of 10, 0, 0 and 0 s', () => {
    expect(jobs.summary).toMatchObject({ 'jobs.submitted': 4, 'jobs.finished': 1, 'jobs.waitSecondsMean': 2.5 })
    expect(jobs.summary['pods.pending.secondsTotal']).toBe(10)
    // Of six pods one waited: the median is 0, the 95th percentile the longest.
    expect(jobs.summary).toMatchObject({ 'pods.pending.waitSecondsP50': 0, 'pods.pending.waitSecondsP95': 10 })
  })
})

describe('names', () => {
  const GPU = 'example.com/gpu'
  const full = simulated(60, {
    pools: [pool({ shape: { ...nodeShape({ cpu: 4, memory: 8, [GPU]: 1 }), gpus: gpuNode(1).gpus } })],
    workloads: [
      service(),
      functionOf(),
      job({ queue: 'q', gang: { minCount: null, timeoutUs: null, backfill: true } }),
    ],
    queues: [{ name: 'q', quota: {}, borrowingLimit: {}, weight: 1 }],
  })
  const resources = [...BASE_RESOURCES, GPU]
  const defined = metricDefinitions(resources).map(({ name }) => name)

  test('every figure of a result is a defined metric, and every defined metric occurs', () => {
    const parts = [...full.services, ...full.jobs, ...full.pools, ...(full.queues ?? [])].map(({ summary }) => summary)
    const names = new Set([full.summary, ...parts].flatMap((summary) => Object.keys(summary)))
    expect([...names].sort()).toEqual([...defined].sort())
  })

  test('a metric may be expected of what has it', () => {
    const known = (of: MetricOwner) => defined.filter((name) => isMetricName(name, resources, of)).sort()
    expect(known('cluster')).toEqual(Object.keys(full.summary).sort())
    expect(known('service')).toEqual(Object.keys(summaryOf(full, 'web')).sort())
    expect(known('function')).toEqual(Object.keys(summaryOf(full, 'thumbnail')).sort())
    expect(known('job')).toEqual(Object.keys(summaryOf(full, 'batch')).sort())
  })
})
