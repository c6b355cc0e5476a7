import { describe, expect, test } from 'vitest'
import type { VariantResult } from '../../src/results/types.ts'
import { simulate } from '../../src/simulate.ts'
import { load } from '../scenario/loading.ts'

/** A world with room for everything, and these services. */
function run(services: string, rest = ''): VariantResult {
  const text = `apiVersion: simcap/v1
name: calls
duration: 10m
cluster:
  nodePools:
    - { name: general, count: 3, capacity: { cpu: 64, memory: 256Gi } }
${rest}
workloads:
${services}`
  const scenario = load(text)
  return simulate(scenario, scenario.variants[0])
}

const service = (name: string, fields: string, replicas = 1) => `
  - name: ${name}
    replicas: ${replicas}
    requests: { cpu: 1, memory: 1Gi }
    service: { ${fields} }`

function of(result: VariantResult, name: string, metric: string): number {
  return result.services.find((each) => each.name === name)?.summary[metric] ?? Number.NaN
}

describe('calls', () => {
  test('load runs down the graph: own load and what each caller answers, times its calls', () => {
    const result = run(
      [
        service('stock', 'load: 5/s, capacityPerReplica: 1000/s'),
        service(
          'front',
          'load: 100/s, capacityPerReplica: 1000/s, calls: [{ service: cart, perRequest: 0.5 }, { service: stock, perRequest: 2 }]',
        ),
        service('cart', 'capacityPerReplica: 1000/s, calls: [{ service: stock }]'),
      ].join(''),
    )
    expect(of(result, 'cart', 'load.mean')).toBeCloseTo(50, 6)
    // 5 of its own + 2 × 100 + 50
    expect(of(result, 'stock', 'load.mean')).toBeCloseTo(255, 6)
  })

  test('only what is answered is passed on, and in the moment in which it is', () => {
    // 200/s for 1 min on 100/s with room for 1000 s: 6000 wait, and are answered in the next minute.
    const result = run(
      [
        service(
          'front',
          'load: { steps: [{ at: 0s, rate: 200/s }, { at: 1m, rate: 0/s }] }, capacityPerReplica: 100/s, timeout: 1000s, calls: [{ service: back }]',
        ),
        service('back', 'capacityPerReplica: 1000/s'),
      ].join(''),
    )
    expect(of(result, 'back', 'requests.total')).toBeCloseTo(12_000, 3)
    expect(of(result, 'back', 'load.max')).toBeCloseTo(100, 9)
    const series = result.series.find(({ name, of: whom }) => name === 'load' && whom === 'back')?.values ?? []
    expect(series.slice(0, 120).every((rate) => rate === 100)).toBe(true)
    expect(series[120]).toBe(0)
  })

  test('latency: own, hops, the sum of calls one after the other, the slowest of those beside each other', () => {
    const quick = 'capacityPerReplica: 1000/s'
    const result = run(
      [
        service(
          'front',
          'load: 1/s, serviceTime: 10ms, concurrency: 100, calls: [{ service: a, perRequest: 2 }, { service: b, mode: parallel }, { service: c, mode: parallel }]',
        ),
        service('a', 'serviceTime: 20ms, concurrency: 100'),
        service('b', 'serviceTime: 30ms, concurrency: 100'),
        service('c', 'serviceTime: 50ms, concurrency: 100, sidecar: { latency: 4ms }'),
        service('unused', quick),
      ].join(''),
      'sidecar: { latency: 1ms }',
    )
    expect(of(result, 'a', 'latency.mean')).toBeCloseTo(0.021, 9)
    expect(of(result, 'c', 'latency.p99')).toBeCloseTo(0.054, 9)
    // Hops: in, out to a twice, out to b and c together: 4 ms. 10 + 4 + 2 × 21 + max(31, 54)
    expect(of(result, 'front', 'latency.mean')).toBeCloseTo(0.11, 9)
    expect(of(result, 'front', 'latency.p50')).toBeCloseTo(0.11, 6)
    expect(of(result, 'front', 'latency.p99')).toBeCloseTo(0.11, 6)
    // Users see the front only.
    expect(result.summary['latency.mean']).toBeCloseTo(0.11, 9)
  })

  test('the tail of two exponential times in a row: Erlang with two stages', () => {
    const result = run(
      [
        service(
          'front',
          'load: 1/s, serviceTime: { exponential: 10ms }, concurrency: 1000, calls: [{ service: back }]',
        ),
        service('back', 'serviceTime: { exponential: 10ms }, concurrency: 1000'),
      ].join(''),
    )
    // 1 − (1 + x) e^(−x) = 0.5, 0.95 and 0.99 at x = 1.67835, 4.74386 and 6.63835.
    expect(of(result, 'front', 'latency.p50') / 0.0167835 - 1).toBeCloseTo(0, 1)
    expect(Math.abs(of(result, 'front', 'latency.p95') / 0.0474386 - 1)).toBeLessThan(0.02)
    expect(Math.abs(of(result, 'front', 'latency.p99') / 0.0663835 - 1)).toBeLessThan(0.02)
  })

  test('an ingress splits its load by weight, beside what services have of their own', () => {
    const result = run(
      [
        service('stable', 'capacityPerReplica: 1000/s'),
        service('canary', 'load: 3/s, capacityPerReplica: 1000/s'),
      ].join(''),
      'ingress: [{ name: front, load: 200/s, to: { stable: 95, canary: 5 } }]',
    )
    expect(of(result, 'stable', 'load.mean')).toBeCloseTo(190, 6)
    expect(of(result, 'canary', 'load.mean')).toBeCloseTo(13, 6)
  })

  test('a variant may weigh anew', () => {
    const scenario = load(`apiVersion: simcap/v1
name: canary
duration: 1m
cluster: { nodePools: [{ name: general, capacity: { cpu: 8, memory: 32Gi } }] }
ingress: [{ name: front, load: 100/s, to: { stable: 95, canary: 5 } }]
workloads:${service('stable', 'capacityPerReplica: 1000/s')}${service('canary', 'capacityPerReplica: 1000/s')}
variants:
  - { name: five }
  - { name: half, set: { ingress.front.to: { stable: 50, canary: 50 } } }`)
    const canary = scenario.variants.map((variant) => of(simulate(scenario, variant), 'canary', 'load.mean'))
    expect(canary[0]).toBeCloseTo(5, 9)
    expect(canary[1]).toBeCloseTo(50, 9)
  })
})

describe('what requests use', () => {
  test('cpu follows the work: 100/s × 5 ms + idle 100 m + hops of 100/s × 1 ms = 700 m of 1000 m', () => {
    const result = run(`
  - name: web
    requests: { cpu: 900m, memory: 1Gi }
    usage: { idle: { cpu: 100m } }
    service: { load: 100/s, serviceTime: 20ms, concurrency: 8, cpuPerRequest: 5ms, sidecar: { cpuPerRequest: 1ms, requests: { cpu: 100m } } }`)
    // Three nodes of 64 cores; the sidecar's cpu is requested too.
    expect(result.summary['utilisation.cpu.used.mean']).toBeCloseTo(0.7 / 192, 6)
    expect(result.summary['utilisation.cpu.requested.mean']).toBeCloseTo(1 / 192, 9)
  })

  test('a limit on cpu holds requests up: 20 ms of cpu each on half a core are 25/s, one at a time for 40 ms', () => {
    const limited = (load: string) =>
      run(`
  - name: web
    limits: { cpu: 500m, memory: 1Gi }
    service: { load: ${load}, serviceTime: { exponential: 25ms }, concurrency: 8, cpuPerRequest: 20ms }`)
    const half = limited('12.5/s')
    expect(of(half, 'web', 'capacity.mean')).toBeCloseTo(25, 9)
    // M/M/1 at half load: 1 / (25 − 12.5), throttled whenever somebody is there.
    expect(of(half, 'web', 'latency.mean')).toBeCloseTo(0.08, 6)
    expect(of(half, 'web', 'throttling.share')).toBeCloseTo(0.5, 9)
    expect(of(limited('50/s'), 'web', 'throttling.share')).toBeCloseTo(1, 9)
  })
})

describe('promises', () => {
  test('a percentile and an availability: what was kept, what is used up of what may fail, minutes in violation', () => {
    // 8 min at 50/s, 2 min at 200/s on 100/s, and the line holds nothing: half of 24,000 are lost, of 48,000 in all.
    const result = run(
      service(
        'web',
        'load: { steps: [{ at: 0s, rate: 50/s }, { at: 8m, rate: 200/s }] }, capacityPerReplica: 100/s, timeout: 0s, slo: { latency: { p99: 100ms }, availability: 90% }',
      ),
    )
    expect(of(result, 'web', 'slo.attainment')).toBeCloseTo(0.75, 9)
    expect(of(result, 'web', 'slo.errorBudgetUsed')).toBeCloseTo(0.25 / 0.1, 9)
    expect(of(result, 'web', 'slo.violationMinutes')).toBeCloseTo(2, 9)
  })

  test('p50: 50ms on exponential times of 100 ms: 1 − e^(−½) are in time, of 50 % that may be late 60.65 % are', () => {
    const result = run(
      service(
        'web',
        'load: 1/s, serviceTime: { exponential: 100ms }, concurrency: 1000, slo: { latency: { p50: 50ms } }',
      ),
    )
    expect(of(result, 'web', 'slo.attainment')).toBeCloseTo(1 - Math.exp(-0.5), 4)
    expect(of(result, 'web', 'slo.errorBudgetUsed')).toBeCloseTo(2 * Math.exp(-0.5), 4)
    expect(of(result, 'web', 'slo.violationMinutes')).toBeCloseTo(10, 9)
    expect(of(result, 'web', 'requests.lateShare')).toBeCloseTo(Math.exp(-0.5), 4)
  })
})

describe('a limit on memory', () => {
  const limited = (load: string, replicas: number) =>
    run(`
  - name: web
    replicas: ${replicas}
    requests: { cpu: 1, memory: 100Mi }
    limits: { memory: 400Mi }
    startup: { container: 2s, ready: 3s }
    service: { load: ${load}, serviceTime: 100ms, concurrency: 8, memoryPerRequest: 50Mi }`)

  test('100 Mi + 6 × 50 Mi is the limit: 59/s × 100 ms are 5.9 requests in work', () => {
    const result = limited('59/s', 1)
    expect(of(result, 'web', 'pods.oomKills')).toBe(0)
    expect(of(result, 'web', 'requests.lost')).toBe(0)
  })

  test('61/s: killed at once and whenever it is back, after 0, 10, 20, … 300 s and 5 s of starting', () => {
    // Ready again at 5, 20 (10 + 5 later), 45, 90, 175, 340 and 645 s: kills at 0, 5, 20, 45, 90, 175 and 340 s.
    const result = limited('61/s', 1)
    expect(of(result, 'web', 'pods.oomKills')).toBe(7)
    expect(of(result, 'web', 'requests.served')).toBeLessThan(0.001)
    expect(of(result, 'web', 'requests.lostShare')).toBeGreaterThan(0.99)
  })

  test('one that is killed takes the others along: 10 replicas at 61/s each are all gone at once', () => {
    const result = limited('610/s', 10)
    const ready = result.series.find(({ name }) => name === 'replicas.ready')?.values ?? []
    expect(ready[0]).toBe(0)
    expect(of(result, 'web', 'requests.lostShare')).toBeGreaterThan(0.9)
  })
})
