import { describe, expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.ts'
import { LatencyHistogram } from '../../../src/service/requests/latency-histogram.ts'
import { backoffUs } from '../../../src/service/requests/retry-backoff.ts'
import { submitAll, worldOf } from './station-of.ts'

const TRACE = [
  [0, 10],
  [1, 10],
  [2, 10],
] as const

describe('one station', () => {
  test('requests wait in the order of arrival: 0, 9 and 18 µs', () => {
    const world = worldOf([{}])
    submitAll(world, TRACE)
    expect([world.stations[0].busy, world.stations[0].waiting]).toEqual([1, 2])
    world.runUntil(100)
    const [station] = world.stations
    expect([station.served, station.waitSumUs, station.latency.sumUs]).toEqual([3, 27, 57])
    expect(station.busyAreaUs(100)).toBe(30)
  })

  test('two places: the second does not wait, the third waits 8 µs', () => {
    const world = worldOf([{ places: 2 }])
    submitAll(world, TRACE)
    world.runUntil(100)
    expect(world.stations[0].waitSumUs).toBe(8)
  })

  test('a request that has waited for the timeout leaves: the third, 9 µs after 2', () => {
    const world = worldOf([{ timeoutUs: 9.5 }])
    submitAll(world, TRACE)
    world.runUntil(11.4)
    expect(world.stations[0].lost.timeout).toBe(0)
    world.runUntil(100)
    expect([world.stations[0].served, world.stations[0].lost.timeout]).toEqual([2, 1])
  })

  test('a retry stands in line again; the latency counts from the first try', () => {
    const world = worldOf([{ timeoutUs: 9.5, retries: { attempts: 2, budget: Infinity, backoff: null } }])
    submitAll(world, TRACE)
    world.runUntil(100)
    const [station] = world.stations
    // Gives up at 11.5, goes to the end of the line, is served from 20: latency 30 − 2.
    expect([station.served, station.retried, station.lostTotal]).toEqual([3, 1, 0])
    expect(station.latency.sumUs).toBe(10 + 19 + 28)
    expect(station.waitSumUs).toBe(0 + 9 + 18)
  })

  test('the budget of retries is a share of what came: 3 × 0.4 allows one', () => {
    const world = worldOf([{ lineMax: 0, retries: { attempts: 10, budget: 0.4, backoff: null } }])
    submitAll(world, TRACE)
    world.runUntil(100)
    expect([world.stations[0].retried, world.stations[0].lost.lineFull]).toEqual([1, 2])
  })

  test.each([
    // Each that comes brings 0.25: the 4th, 8th, … 40th find a whole retry, and lose it as well.
    { came: 41, attempts: 2, budget: 0.25, retried: 10, lost: 40 },
    { came: 41, attempts: 5, budget: 0.25, retried: 10, lost: 40 },
    // The first finds the place and leaves its share to the second, which is tried twice more; the third has only its own.
    { came: 3, attempts: 3, budget: 1, retried: 3, lost: 2 },
    { came: 41, attempts: 2, budget: 1, retried: 40, lost: 40 },
    { came: 41, attempts: 2, budget: 0, retried: 0, lost: 40 },
  ])('a budget of $budget lets $came requests, $attempts tries each, be tried again $retried times', (row) => {
    const { came, attempts, budget, retried, lost } = row
    const world = worldOf([{ lineMax: 0, retries: { attempts, budget, backoff: null } }])
    for (let i = 0; i < came; i++) world.submit(0, 1e9)
    expect([world.stations[0].retried, world.stations[0].lost.lineFull]).toEqual([retried, lost])
  })

  test.each([
    [1, 100],
    [2, 300],
    [3, 500], // 700, but for the maximum
  ])('before retry %i a request stays away for up to %i', (retry, bound) => {
    const random = randomStream(1, 'retries')
    const times = Array.from({ length: 1000 }, () => backoffUs({ baseUs: 100, maxUs: 500 }, retry, random))
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...times)).toBeLessThan(bound)
    // Uniform: the mean is within four of its deviations, bound / √12 / √1000.
    const mean = times.reduce((sum, us) => sum + us, 0) / times.length
    expect(Math.abs(mean / bound - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 1000))
  })

  test('three retries and their backoffs, then it is lost', () => {
    const retries = { attempts: 4, budget: Infinity, backoff: { baseUs: 100, maxUs: 500 } }
    const world = worldOf([{ lineMax: 0, retries }])
    world.submit(0, 1e9)
    world.submit(0, 10)
    const away = randomStream(1, '0/retries')
    let us = 0
    for (const bound of [100, 300, 500]) us += away.uniform() * bound
    world.runUntil(us - 1e-6)
    expect([world.stations[0].retried, world.stations[0].lostTotal]).toEqual([3, 0])
    world.runUntil(us + 1e-6)
    expect(world.stations[0].lostTotal).toBe(1)
  })

  test('who comes back finds a place, or a replica that was not there', () => {
    const retries = { attempts: 2, budget: Infinity, backoff: { baseUs: 100, maxUs: 1000 } }
    const full = worldOf([{ lineMax: 0, retries }])
    full.submit(0, 0.001)
    full.submit(0, 10)
    full.runUntil(1000)
    const [station] = full.stations
    expect([station.served, station.retried]).toEqual([2, 1])
    // Wait and service time are all of its latency; the first one's is 0.001.
    expect(station.waitSumUs + 10 + 0.001).toBeCloseTo(station.latency.sumUs, 9)
    expect(station.waitSumUs).toBeGreaterThan(0)
    const empty = worldOf([{ replicas: 0, retries }])
    empty.submit(0, 10)
    empty.addReplica(0)
    empty.runUntil(1000)
    expect(empty.stations[0].served).toBe(1)
  })

  test('the line has room for one', () => {
    const world = worldOf([{ lineMax: 1 }])
    submitAll(world, TRACE)
    expect(world.stations[0].lost.lineFull).toBe(1)
  })

  test('without a replica everything is lost at once', () => {
    const world = worldOf([{ replicas: 0, retries: { attempts: 5, budget: Infinity, backoff: null } }])
    submitAll(world, TRACE)
    expect([world.stations[0].arrived, world.stations[0].lost.noReplica, world.stations[0].retried]).toEqual([3, 3, 0])
  })
})

describe('a replica that goes', () => {
  test('drained: it finishes what it has and gets nothing new', () => {
    const world = worldOf([{}])
    submitAll(world, TRACE)
    world.drainReplica(0)
    world.submit(0, 10)
    world.runUntil(100)
    expect([world.stations[0].served, world.stations[0].lost.noReplica]).toEqual([3, 1])
    expect(world.addReplica(0)).toBe(0)
  })

  test('killed: what it works on is lost, its line goes to another', () => {
    const world = worldOf([{ replicas: 1 }])
    submitAll(world, TRACE)
    world.addReplica(0)
    world.killReplica(0)
    world.runUntil(100)
    const [station] = world.stations
    expect([station.served, station.lost.killed, station.lostTotal]).toEqual([2, 1, 1])
    // They came at 1 and 2; the new replica takes them at 2 and 12.
    expect(station.waitSumUs).toBe(1 + 10)
    expect([station.busy, station.waiting]).toEqual([0, 0])
  })
})

describe('balancing', () => {
  const spread = (balancing: 'round-robin' | 'random' | 'least-connections' | 'power-of-two') => {
    const world = worldOf([{ replicas: 10, places: 1, serviceUs: { kind: 'exponential', mean: 10 }, balancing }])
    world.setRate(0, 0.8e6)
    world.runUntil(4e5)
    return world.stations[0].meanWaitUs
  }

  test('the more is known, the shorter the wait', () => {
    const [random, turns, two, least] = (['random', 'round-robin', 'power-of-two', 'least-connections'] as const).map(
      spread,
    )
    // One line per replica at 80 %: 10 × 0.8 / 0.2 = 40 µs.
    expect(random / 40).toBeCloseTo(1, 1)
    expect(turns).toBeLessThan(random / 1.5)
    expect(two).toBeLessThan(turns)
    expect(least).toBeLessThan(two)
  })

  test('least-connections goes to the emptiest, of equals to the next in turn', () => {
    const world = worldOf([{ replicas: 3, balancing: 'least-connections' }])
    for (let i = 0; i < 5; i++) world.submit(0, 10 + i)
    expect(world.stations[0].open.map(({ inside }) => inside)).toEqual([2, 2, 1])
  })
})

describe('calls', () => {
  const chain = { calls: [{ station: 1, times: 2 }], serviceUs: { kind: 'constant', value: 5 } } as const

  test.each([
    ['one after another: 5 + 7 + 7', false, 19],
    ['at once at two replicas: 5 + 7', true, 12],
  ])('%s', (_, parallel, latency) => {
    const world = worldOf([
      { ...chain, parallel },
      { replicas: 2, serviceUs: { kind: 'constant', value: 7 } },
    ])
    world.submit(0, 5)
    world.runUntil(100)
    expect(world.stations.map(({ served }) => served)).toEqual([1, 2])
    expect(world.stations[0].latency.sumUs).toBe(latency)
  })

  test('the place of the caller is free meanwhile', () => {
    const world = worldOf([chain, { replicas: 2, serviceUs: { kind: 'constant', value: 7 } }])
    world.submit(0, 5)
    world.submit(0, 5)
    world.runUntil(6)
    expect(world.stations[0].busy).toBe(1)
  })

  test.each([false, true])('a call that is lost loses the caller (parallel: %s)', (parallel) => {
    const world = worldOf([{ ...chain, parallel }, { replicas: 0 }])
    world.submit(0, 5)
    world.runUntil(100)
    expect([world.stations[0].served, world.stations[0].lost.call]).toEqual([0, 1])
    expect(world.stations[1].lost.noReplica).toBe(parallel ? 2 : 1)
    expect(world.requests.take()).toBeLessThan(3)
  })

  test('a part of a call is made that often', () => {
    const world = worldOf([{ calls: [{ station: 1, times: 0.25 }], places: Infinity }, { places: Infinity }])
    world.setRate(0, 1e6)
    world.runUntil(40_000)
    expect(world.stations[1].arrived / world.stations[0].arrived).toBeCloseTo(0.25, 1)
  })
})

test('telling the same rate again changes nothing; a rate of 0 stops the arrivals', () => {
  const [often, once] = [1, 1000].map((steps) => {
    const world = worldOf([{ places: Infinity, serviceUs: { kind: 'exponential', mean: 3 } }])
    for (let i = 0; i < steps; i++) {
      world.setRate(0, 1e5)
      world.runUntil(((i + 1) * 1e5) / steps)
    }
    world.setRate(0, 0)
    world.runUntil(2e5)
    return world.stations[0]
  })
  expect(often.arrived).toBe(once.arrived)
  expect(often.latency.sumUs).toBeCloseTo(once.latency.sumUs, 6)
  expect(often.busy).toBe(0)
})

test('memory follows the requests in flight', () => {
  const world = worldOf([{ serviceUs: { kind: 'exponential', mean: 0.5 } }])
  world.setRate(0, 1e6)
  world.runUntil(1e5)
  expect(world.stations[0].served).toBeGreaterThan(90_000)
  expect(world.requests.rows).toBeLessThan(64)
})

test('the histogram: exact sums, quantiles within 1 %', () => {
  const histogram = new LatencyHistogram()
  for (let us = 1; us <= 100_000; us++) histogram.record(us)
  expect(histogram.meanUs).toBe(50_000.5)
  for (const share of [0.01, 0.5, 0.99, 0.999]) expect(histogram.quantileUs(share) / (share * 1e5)).toBeCloseTo(1, 2)
  expect(new LatencyHistogram().quantileUs(0.5)).toBe(0)
  const tiny = new LatencyHistogram()
  tiny.record(0)
  expect(tiny.quantileUs(1)).toBeLessThan(1.01)
})
