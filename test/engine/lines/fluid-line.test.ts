import { describe, expect, test } from 'vitest'
import type { Distribution } from '../../../src/base/distribution.ts'
import { FluidLine } from '../../../src/engine/lines/fluid-line.ts'
import { latencyScale } from '../../../src/metrics/latency/latency-scale.ts'
import { WaitLog } from '../../../src/metrics/latency/wait-log.ts'
import type { ServiceWorkload } from '../../../src/model/workload.ts'
import { SECOND } from '../../builders/amounts.ts'
import { service } from '../../builders/model.ts'

type Rates = readonly [atSecond: number, load: number, replicas: number]

/** The line of a service from rates, advanced as the engine does. */
function run(
  rates: readonly Rates[],
  endSecond: number,
  parts: Partial<ServiceWorkload> = {},
  latency: number | null = null,
) {
  const slo = { latencyUs: latency === null ? null : latency * SECOND, percentiles: [], availability: null }
  const spec = service({ slo, ...parts })
  const { serviceTimeUs, timeoutUs } = spec
  const targetsUs = slo.latencyUs === null ? [] : [slo.latencyUs]
  const log = new WaitLog(latencyScale({ serviceTimeUs, hopsUs: 0, timeoutUs, targetsUs }), 60 * SECOND)
  const line = new FluidLine(spec, log)
  const advance = (us: number) => {
    while (line.nextTurnUs < us) line.advance(line.nextTurnUs)
    line.advance(us)
  }
  for (const [second, load, replicas] of rates) {
    advance(second * SECOND)
    line.setRates(load, replicas)
  }
  advance(endSecond * SECOND)
  return { line, latencies: log.whole(), log }
}

/** One place with this service time. */
function onePlace(serviceTimeUs: Distribution, parts: Partial<ServiceWorkload> = {}): Partial<ServiceWorkload> {
  return { serviceTimeUs, placesPerReplica: 1, capacityPerReplicaPerSecond: 10, timeoutUs: 1e6 * SECOND, ...parts }
}

const exponential: Distribution = { kind: 'exponential', mean: 0.1 * SECOND }

describe('who is late where requests take no time of their own', () => {
  test.each<{ name: string; rates: Rates[]; end: number; timeout?: number; latency: number; late: number }>([
    {
      // 50/s too many: late from (0.4 × 100) / 50 = 0.8 s on: 150/s while the line fills (3.2 s), then the 100/s that find room (6 s).
      name: 'overload with a target of 0.4 s',
      rates: [[0, 150, 1]],
      end: 10,
      latency: 0.4,
      late: 3.2 * 150 + 6 * 100,
    },
    {
      // 2 s at +50/s leave 100 in line, at −75/s more than 40 wait for (100 − 40) / 75 = 0.8 s.
      name: 'a peak that passes',
      rates: [
        [0, 150, 1],
        [2, 25, 1],
      ],
      end: 6,
      latency: 0.4,
      late: 1.2 * 150 + 0.8 * 25,
    },
    { name: 'a target of 0: who waits at all', rates: [[0, 150, 1]], end: 2, latency: 0, late: 300 },
    { name: 'a target of the timeout: lost before they are late', rates: [[0, 150, 1]], end: 10, latency: 2, late: 0 },
    { name: 'a target beyond it', rates: [[0, 150, 1]], end: 10, latency: 3, late: 0 },
    { name: 'nobody listens: nobody is late', rates: [[0, 30, 0]], end: 10, latency: 0, late: 0 },
  ])('$name', ({ rates, end, latency, late }) => {
    const { latencies } = run(rates, end, {}, latency)
    expect(latencies.count - latencies.atMost(latency)).toBeCloseTo(late, 3)
  })
})

describe('below saturation', () => {
  // M/M/1: sojourn exponential with mean 1 / (10 − 8) = 0.5 s.
  test.each([
    { share: 0.5, seconds: 0.5 * Math.LN2 },
    { share: 0.95, seconds: 0.5 * Math.log(20) },
    { share: 0.99, seconds: 0.5 * Math.log(100) },
  ])('M/M/1 at 8/s of 10/s: $share of requests take at most $seconds s', ({ share, seconds }) => {
    const { latencies } = run([[0, 8, 1]], 100, onePlace(exponential))
    expect(Math.abs((latencies.quantile(share) ?? 0) / seconds - 1)).toBeLessThan(0.003)
  })

  test.each<{ name: string; parts: Partial<ServiceWorkload>; replicas: number; load: number; wait: number }>([
    // M/M/1: ρ / (μ − λ) = 0.8 / 2
    { name: 'M/M/1', parts: onePlace(exponential), replicas: 1, load: 8, wait: 0.4 },
    // M/D/1: half of that.
    { name: 'M/D/1', parts: onePlace({ kind: 'constant', value: 0.1 * SECOND }), replicas: 1, load: 8, wait: 0.2 },
    // M/M/2 at a = 1.6: C = 1.6²/2 / (1 − 0.8) / (1 + 1.6 + 6.4) = 6.4 / 9; wait C / (20 − 16).
    {
      name: 'M/M/2',
      parts: onePlace(exponential, { placesPerReplica: 2, capacityPerReplicaPerSecond: 20 }),
      replicas: 1,
      load: 16,
      wait: 6.4 / 9 / 4,
    },
    // Two lines of M/M/1 with 8/s each.
    { name: 'random', parts: onePlace(exponential, { loadBalancing: 'random' }), replicas: 2, load: 16, wait: 0.4 },
    // ca² = 1/2 and cs² = 1: three quarters of M/M/1, times e^(−2 × 0.2 × 0.5² / (3 × 0.8 × 1.5)).
    {
      name: 'round-robin',
      parts: onePlace(exponential, { loadBalancing: 'round-robin' }),
      replicas: 2,
      load: 16,
      wait: 0.3 * Math.exp(-0.1 / 3.6),
    },
    // Mean-field: Σ ρ^(2^i − 2) − 1 service times at ρ = 0.8: 0.64 + 0.8⁶ + 0.8¹⁴ + 0.8³⁰ + …
    {
      name: 'power-of-two',
      parts: onePlace(exponential, { loadBalancing: 'power-of-two' }),
      replicas: 10,
      load: 80,
      wait: 0.1 * (0.64 + 0.262144 + 0.0439804651 + 0.0012379400392853802 + 9.8e-7),
    },
  ])('$name: mean wait $wait s', ({ parts, replicas, load, wait }) => {
    const { line } = run([[0, load, replicas]], 100, parts)
    expect(line.waitArea / (load * 100)).toBeCloseTo(wait, 6)
  })

  test('a timeout: M/M/1+D loses (1 − ρ) P / (1 − ρ P), P = ρ e^(−(μ − λ) T)', () => {
    const { line } = run([[0, 8, 1]], 100, onePlace(exponential, { timeoutUs: 1 * SECOND }))
    const tooLong = 0.8 * Math.exp(-2)
    expect(line.lostPerSecond).toBeCloseTo((8 * 0.2 * tooLong) / (1 - 0.8 * tooLong), 9)
    expect(line.lostPerSecond + line.servedPerSecond).toBeCloseTo(8, 9)
  })

  test('what all requests take is exact: a constant service time without a line', () => {
    const { latencies } = run([[0, 0.001, 1]], 100, onePlace({ kind: 'constant', value: 0.1 * SECOND }))
    expect(latencies.quantile(0.5)).toBe(0.1)
  })
})

test('latencies are kept by the bucket in which requests came', () => {
  const { log } = run(
    [
      [0, 8, 1],
      [60, 2, 1],
    ],
    120,
    onePlace(exponential),
  )
  expect(log.inBucket(0).count).toBeCloseTo(480, 6)
  expect(log.inBucket(1).count).toBeCloseTo(120, 6)
  // M/M/1 with 2/s: mean 1 / 8 s.
  expect((log.inBucket(1).quantile(0.5) ?? 0) / (Math.LN2 / 8)).toBeCloseTo(1, 2)
  expect(log.inBucket(2).quantile(0.5)).toBeNull()
})
