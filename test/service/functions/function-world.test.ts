import { describe, expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.ts'
import { type FunctionSpec, FunctionWorld } from '../../../src/service/functions/function-world.ts'

const constant = (value: number) => ({ kind: 'constant', value }) as const
const exponential = (mean: number) => ({ kind: 'exponential', mean }) as const

function functionOf(spec: Partial<FunctionSpec>): FunctionWorld {
  const stream = (name: string) => randomStream(1, name)
  return new FunctionWorld(
    {
      startUs: constant(100),
      firstServiceUs: constant(10),
      serviceUs: constant(10),
      concurrency: 1,
      keepAliveUs: 1000,
      provisioned: 0,
      instancesMax: Number.POSITIVE_INFINITY,
      whenFull: 'queue',
      ...spec,
    },
    { arrivals: stream('arrivals'), start: stream('start'), service: stream('service') },
  )
}

function ran(spec: Partial<FunctionSpec>, perSecond: number, us: number): FunctionWorld {
  const world = functionOf(spec)
  world.setRate(perSecond)
  world.runUntil(us)
  return world
}

describe('a function', () => {
  test('that keeps nothing starts for every request', () => {
    const world = ran({ keepAliveUs: 0 }, 100, 10e6)
    expect(world.coldStarts).toBe(world.arrived)
    expect(world.latency.meanUs).toBe(110)
    expect(world.removed).toBe(world.served)
  })

  test('that keeps everything starts only for the most that were ever busy', () => {
    const world = ran({ keepAliveUs: Infinity }, 1e4, 10e6)
    expect(world.removed).toBe(0)
    expect(world.coldStarts).toBeLessThan(12)
  })

  test('scales to zero: one request, one instance for start + service + keep-alive', () => {
    const world = functionOf({})
    world.setRate(100)
    while (world.arrived === 0) world.runUntil(world.nowUs + 1)
    world.setRate(0)
    world.runUntil(1e6)
    expect(world.arrived).toBe(1)
    expect(world.instanceAreaUs).toBeCloseTo(100 + 10 + 1000, 6)
    expect(world.runningAreaUs).toBeCloseTo(110, 6)
  })

  test('provisioned instances are there from the start and stay', () => {
    const world = ran({ provisioned: 3, keepAliveUs: 50 }, 100, 10e6)
    expect(world.coldStarts).toBe(0)
    expect(world.instanceAreaUs / world.nowUs).toBeCloseTo(3, 9)
  })

  test('at its maximum: a loss system of two (Erlang B, whatever the service) or a line', () => {
    const limited = { startUs: constant(0), keepAliveUs: Infinity, instancesMax: 2 }
    const rejecting = ran({ ...limited, whenFull: 'reject' }, 1e5, 5e6)
    expect(rejecting.rejected / rejecting.arrived).toBeCloseTo(0.2, 2)
    const queueing = ran({ ...limited, serviceUs: exponential(10), firstServiceUs: exponential(10) }, 1.5e5, 5e6)
    // M/M/2 at 75 %: C = 9 / 14, wait 10 × C / (2 − 1.5).
    expect(queueing.waitSumUs / queueing.served / ((10 * (9 / 14)) / 0.5)).toBeCloseTo(1, 1)
    expect(queueing.rejected).toBe(0)
  })

  test('with room for several requests starts fewer instances', () => {
    const [one, four] = [1, 4].map((concurrency) => ran({ concurrency, startUs: constant(1000) }, 1e4, 10e6))
    expect(four.coldStarts).toBeLessThan(one.coldStarts)
    expect(four.served + 4).toBeGreaterThan(four.arrived - 40)
  })

  test('prefers the newest, so that a burst leaves no instances behind', () => {
    const world = functionOf({ keepAliveUs: 10_000, startUs: constant(0) })
    world.setRate(1e6)
    world.runUntil(200)
    world.setRate(100)
    world.runUntil(1e6)
    // About ten were busy at once; at one request in 10 ms one or none is left.
    expect(world.coldStarts - world.removed).toBeLessThanOrEqual(2)
  })
})
