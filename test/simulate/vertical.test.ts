import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { METRICS_SERVER, podAutoscaler, podTemplate, pool, service, steady } from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'
import { load } from '../scenario/loading.ts'

const GIB = 1024 * 1024 * 1024
const HOUR = 3600

/** Four pods that request 2 cpu and 4 GiB, and use 500 m and 512 MiB at half their capacity. */
function run(hours: number, options: object, more: object = {}) {
  const pod = podTemplate({ cpu: 2, memory: 4 }, { usage: { idle: {}, busy: { cpu: 1000, memory: GIB } } })
  const web = service({ pod, replicas: 4, load: steady(200), autoscaler: podAutoscaler('vertical', options) })
  return simulated(hours * HOUR, {
    pools: [pool({ count: 4 })],
    workloads: [web],
    policies: { metrics: METRICS_SERVER },
    ...more,
  })
}

const said = ({ decisions }: ReturnType<typeof run>) =>
  decisions.map(({ atSeconds, decision }) => [atSeconds, decision])

/*
 * 500 m lie in the bucket that ends at 200 × (1.05^26 − 1) = 511.1 m, 512 MiB in the one that ends at 2e8 × (1.05^27 − 1) = 521.4 MiB;
 * 15 % more are 588 m and 599.6 MiB, so 600 MiB. That × (1 + 1 / days) is at most 4095 MiB from 0.17153 days on, which is 247.002 minutes: 4 GiB
 * are too much 248 looks after the first, which is after a minute.
 */
describe('requests of 2 cpu and 4 GiB where 500 m and 512 MiB are used', () => {
  test('new ones are 588 m and 600 MiB after an hour, pods are replaced two at a time when that is sure enough', () => {
    const result = run(6, {})
    expect(said(result)).toEqual([
      [61 * 60, 'requests cpu 588m, memory 600Mi'],
      [249 * 60, 'replaces 2 pods'],
      [250 * 60, 'replaces 2 pods'],
    ])
    expect(result.decisions[0].reason).toBe(
      'cpu: 588m recommended, from 561m to 14696m left alone; memory: 600Mi recommended, from 572Mi to 14990Mi left alone',
    )
  })

  test('what is not looked at stays', () => {
    expect(said(run(6, { controlledResources: ['cpu'] }))).toEqual([[61 * 60, 'requests cpu 588m']])
  })

  test('at first nobody is moved, and at all with updateMode initial', () => {
    expect(said(run(4, {}))).toHaveLength(1)
    expect(said(run(6, { updateMode: 'initial' }))).toHaveLength(1)
  })
})

test('a disruption budget has them replaced one at a time, when the one before is ready', () => {
  const scenario = load(`apiVersion: simcap/v1
name: vertical
duration: 6h
cluster:
  nodePools: [{ name: general, count: 4, capacity: { cpu: 4, memory: 16Gi } }]
  disruptionBudgets: [{ name: web, selector: { matchLabels: { app: web } }, maxUnavailable: 1 }]
workloads:
  - name: web
    replicas: 4
    requests: { cpu: 2, memory: 4Gi }
    usage: { idle: { cpu: 0, memory: 512Mi }, busy: { cpu: 1, memory: 512Mi } }
    startup: { container: 1s, ready: 70s }
    service: { load: 200/s, capacityPerReplica: 100/s }
policies: { podAutoscaling: vertical }
`)
  const { decisions } = simulate(scenario, scenario.variants[0])
  expect(decisions.map(({ atSeconds, decision }) => [atSeconds / 60, decision])).toEqual([
    [61, 'requests cpu 588m, memory 600Mi'],
    [249, 'replaces 1 pod'],
    [251, 'replaces 1 pod'],
    [253, 'replaces 1 pod'],
    [255, 'replaces 1 pod'],
  ])
})

test('what is requested follows, and what is used does not', () => {
  const [before, after] = [run(6, { updateMode: 'initial' }), run(6, {})].map((result) => summaryOf(result, 'web'))
  expect(after['cost.requested']).toBeLessThan(before['cost.requested'] as number)
  expect(after['cost.used']).toBeCloseTo(before['cost.used'] as number, 9)
})
