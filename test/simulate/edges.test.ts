import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/digest.ts'
import { compileFormula } from '../../src/formula/formula.ts'
import { simulate } from '../../src/simulate.ts'
import { SECOND } from '../builders/amounts.ts'
import {
  constant,
  job,
  nodeAutoscaler,
  nodeShape,
  placement,
  podAutoscaler,
  podTemplate,
  pool,
  scenario,
  service,
  steady,
  stepwise,
  variant,
} from '../builders/model.ts'
import { seriesOf, simulated, summaryOf } from '../builders/simulated.ts'

/** Every number of a result is a number: canonical JSON refuses the others. */
const isSound = (result: unknown) => expect(() => canonicalJson(result)).not.toThrow()

describe('next to nothing', () => {
  test('no workload: nodes stand there and cost', () => {
    const result = simulated(3600, { pools: [pool({ count: 2, pricePerHour: 5 })] })
    expect(result.summary).toMatchObject({ 'cost.total': 10, 'pods.created': 0, 'utilisation.cpu.requested.mean': 0 })
    expect(seriesOf(result, 'utilisation.used', 'cpu').every((share) => share === 0)).toBe(true)
    isSound(result)
  })

  test('no pool and no workload', () => {
    const result = simulated(60, { pools: [] })
    expect(result.summary).toMatchObject({ 'cost.total': 0, 'nodes.count.max': 0, 'utilisation.cpu.used.mean': null })
    isSound(result)
  })

  test('no replica: everything is lost, nothing is late', () => {
    const result = simulated(60, {
      workloads: [
        service({ replicas: 0, load: steady(5), slo: { latencyUs: 0, percentiles: [], availability: null } }),
      ],
    })
    expect(result.summary).toMatchObject({ 'requests.lost': 300, 'requests.late': 0, 'requests.withinSloShare': 0 })
    expect(summaryOf(result, 'web')).toMatchObject({
      'utilisation.service.mean': null,
      'utilisation.combined.mean': null,
    })
    isSound(result)
  })

  test('no load: shares of nothing are nothing', () => {
    const result = simulated(60, { workloads: [service()] })
    expect(result.summary).toMatchObject({
      'requests.total': 0,
      'requests.lostShare': null,
      'requests.withinSloShare': null,
      'requests.waitSecondsMean': null,
    })
    expect(summaryOf(result, 'web')['utilisation.service.mean']).toBe(0)
    isSound(result)
  })

  test('replicas without capacity lose everything', () => {
    const result = simulated(60, {
      workloads: [
        service({
          load: steady(5),
          capacityPerReplicaPerSecond: 0,
          autoscaler: podAutoscaler('load-plus-safety', { max: 4, every: '10s' }),
        }),
      ],
    })
    expect(result.summary['requests.lost']).toBe(300)
    expect(summaryOf(result, 'web')['replicas.max']).toBe(4)
    isSound(result)
  })

  test('a run of one microsecond', () => {
    const result = simulate(
      scenario({ durationUs: 1 }),
      variant({ workloads: [service({ load: steady(1e6) }), job()] }),
    )
    expect(result.summary['requests.total']).toBeCloseTo(1, 12)
    expect(result.summary['jobs.submitted']).toBe(1)
    isSound(result)
  })
})

describe('loads that are no loads', () => {
  const formula = (text: string) => ({ name: 'expression', options: compileFormula(text, ['t']) })

  test('are taken as 0, and a note says since when', () => {
    // 10 − t is below 0 from 10 s on; it is read in the middle of steps of 1 s, so that the first below 0 starts at 10 s.
    const result = simulate(
      scenario({ durationUs: 20 * SECOND, resolutionUs: SECOND }),
      variant({ workloads: [service({ load: formula('10 - t') })] }),
    )
    expect(result.summary['requests.total']).toBeCloseTo(50, 9)
    expect(result.notes).toEqual([
      { about: 'load of web', text: 'below 0, above 1000000000000000/s or not a number from second 10; taken as 0' },
    ])
  })

  test('a load that is no number at all harms nobody', () => {
    const result = simulated(60, { workloads: [service({ load: formula('0 / 0') })] })
    expect(result.summary['requests.total']).toBe(0)
    expect(result.notes).toHaveLength(1)
    isSound(result)
  })
})

describe('no time at all', () => {
  test('a job that takes no time: submitted, placed, run and finished at one instant, one after the other on one core', () => {
    const result = simulated(60, {
      pools: [pool({ shape: nodeShape({ cpu: 1, memory: 8 }) })],
      workloads: [job({ parallelism: 5, durationUs: constant(0), arrivals: { kind: 'at', timesUs: [0, 0, 7, 7] } })],
    })
    expect(result.summary).toMatchObject({
      'jobs.finished': 4,
      'jobs.turnaroundSecondsMean': 0,
      'pods.pending.secondsTotal': 0,
      'pods.running.mean': 0,
    })
  })

  test('a timeout of 0: what exceeds the capacity is lost', () => {
    const result = simulated(60, { workloads: [service({ load: steady(150), timeoutUs: 0 })] })
    expect(result.summary).toMatchObject({ 'requests.lost': 50 * 60, 'requests.waitSecondsMean': 0 })
  })
})

describe('the end', () => {
  test('what happens at the end does not happen any more', () => {
    const at = (name: string, timesUs: number[], durationUs: number) =>
      job({ name, arrivals: { kind: 'at', timesUs }, durationUs: constant(durationUs), pod: podTemplate({}) })
    const result = simulated(60, {
      workloads: [
        at('ends-then', [0], 60 * SECOND),
        at('ends-before', [0], 60 * SECOND - 1),
        at('comes-then', [60 * SECOND], 0),
        service({ load: stepwise([[60, 1000]]) }),
      ],
    })
    expect(summaryOf(result, 'ends-then')['jobs.finished']).toBe(0)
    expect(summaryOf(result, 'ends-before')['jobs.finished']).toBe(1)
    expect(summaryOf(result, 'comes-then')['jobs.submitted']).toBe(0)
    expect(summaryOf(result, 'web')['load.max']).toBe(0)
  })

  test('the last bucket is as long as the run lets it be', () => {
    const result = simulated(13.5, {
      workloads: [
        service({
          load: stepwise([
            [0, 10],
            [13, 40],
          ]),
        }),
      ],
    })
    expect(result.bucketSeconds).toBe(1)
    const load = seriesOf(result, 'load', 'web')
    expect([load.length, load[12], load[13]]).toEqual([14, 10, 40])
  })

  test('who still waits in line is neither served nor lost', () => {
    // 1 s of 150/s on 100/s: 50 wait.
    const { summary } = simulated(1, { workloads: [service({ load: steady(150) })] })
    expect(summary).toMatchObject({ 'requests.total': 150, 'requests.served': 100, 'requests.lost': 0 })
  })
})

describe('the same again', () => {
  const busy = (seed: number) =>
    simulate(
      scenario({ seed, durationUs: 3600 * SECOND }),
      variant({
        pools: [pool({ count: 2, zones: ['a', 'b'], bootTimeUs: { kind: 'lognormal', mean: 60 * SECOND, cv: 0.3 } })],
        workloads: [
          service({
            load: stepwise([
              [0, 90],
              [600, 700],
              [1800, 50],
            ]),
            autoscaler: podAutoscaler('target-utilisation'),
          }),
          job({
            arrivals: { kind: 'curve', curve: steady(0.05) },
            durationUs: { kind: 'gamma', mean: 120 * SECOND, cv: 1.5 },
            parallelism: 2,
          }),
        ],
        policies: {
          placement: placement('random'),
          nodeAutoscaling: nodeAutoscaler('pending-pods', { idleAfter: '3m' }),
        },
      }),
    )

  test('gives the same bytes; another seed gives others', () => {
    expect(canonicalJson(busy(1))).toBe(canonicalJson(busy(1)))
    expect(canonicalJson(busy(1))).not.toBe(canonicalJson(busy(2)))
  })

  test('jobs come at the same times and take as long under every policy', () => {
    const figures = ['least-allocated', 'random'].map((name) => {
      const { summary, series } = simulated(3600, {
        pools: [pool({ count: 50 })],
        workloads: [
          job({
            arrivals: { kind: 'curve', curve: steady(0.05) },
            durationUs: { kind: 'exponential', mean: 120 * SECOND },
          }),
        ],
        policies: { placement: placement(name) },
      })
      return canonicalJson({ summary, series })
    })
    expect(figures[0]).toBe(figures[1])
  })

  test('a workload more shifts no draw of the others', () => {
    const stream = job({
      name: 'stream',
      arrivals: { kind: 'curve', curve: steady(0.05) },
      durationUs: { kind: 'exponential', mean: 60 * SECOND },
    })
    const other = job({ name: 'other', arrivals: { kind: 'curve', curve: steady(0.1) } })
    const alone = simulated(3600, { pools: [pool({ count: 50 })], workloads: [stream] })
    const beside = simulated(3600, { pools: [pool({ count: 50 })], workloads: [other, stream] })
    expect(summaryOf(beside, 'stream')).toEqual(summaryOf(alone, 'stream'))
  })
})

test('progress goes forward to the end', () => {
  const heard: number[] = []
  const many = job({ arrivals: { kind: 'curve', curve: steady(20) }, durationUs: constant(1), pod: podTemplate({}) })
  simulate(scenario({ durationUs: 3600 * SECOND }), variant({ workloads: [many] }), {
    onProgress: (nowUs) => heard.push(nowUs),
  })
  expect(heard.length).toBeGreaterThan(3)
  expect(heard).toEqual([...heard].sort((a, b) => a - b))
  expect(heard.at(-1)).toBe(3600 * SECOND)
})
