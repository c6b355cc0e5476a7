import { describe, expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.ts'
import { FunctionWorld } from '../../../src/service/functions/function-world.ts'
import { HostedFunction, type HostedFunctionSpec } from '../../../src/service/functions/hosted-function.ts'

const constant = (value: number) => ({ kind: 'constant', value }) as const
const streams = () => ({
  arrivals: randomStream(1, 'arrivals'),
  start: randomStream(1, 'start'),
  service: randomStream(1, 'service'),
})

const SPEC: HostedFunctionSpec = {
  serviceUs: constant(10),
  concurrency: 1,
  keepAliveUs: 1000,
  provisioned: 0,
  instancesMax: Number.POSITIVE_INFINITY,
  timeoutUs: 1e9,
}

const hosted = (spec: Partial<HostedFunctionSpec>) => new HostedFunction({ ...SPEC, ...spec }, streams(), () => {})

/** Runs it with a host that starts an instance in no time; returns instances × time. */
function ran(world: HostedFunction, perSecond: number, us: number): number {
  let [area, instances, fromUs] = [0, 0, 0]
  const grant = () => {
    for (const { kind, instance } of world.takeWishes()) {
      area += instances * (world.nowUs - fromUs)
      fromUs = world.nowUs
      instances += kind === 'start' ? 1 : -1
      if (kind === 'start') world.ready(instance)
    }
  }
  grant()
  world.setRate(perSecond)
  while (world.nowUs < us) {
    world.runUntil(us)
    grant()
  }
  return area + instances * (us - fromUs)
}

describe('a function with a host', () => {
  test.each([
    ['one place', {}],
    ['room for four', { concurrency: 4 }],
    ['provisioned', { provisioned: 3, keepAliveUs: 50 }],
    ['at its maximum', { instancesMax: 2 }],
    ['varying work', { serviceUs: { kind: 'exponential', mean: 10 } as const }],
  ])('whose host starts instances in no time is one that starts them itself: %s', (_, spec) => {
    const world = hosted(spec)
    const area = ran(world, 1e5, 2e6)
    const full = { ...SPEC, ...spec, startUs: constant(0), whenFull: 'queue' as const }
    const twin = new FunctionWorld({ ...full, firstServiceUs: full.serviceUs }, streams())
    twin.setRate(1e5)
    twin.runUntil(2e6)
    expect([world.arrived, world.coldStarts]).toEqual([twin.arrived, twin.coldStarts])
    expect(world.waitSumUs).toBeCloseTo(twin.waitSumUs, 3)
    expect(area).toBeCloseTo(twin.instanceAreaUs, 3)
    expect(world.workingAreaUs).toBeCloseTo(twin.runningAreaUs, 3)
  })

  test('wishes for a place for each who waits, up to its maximum, and starts nobody twice', () => {
    const world = hosted({ concurrency: 2, instancesMax: 3 })
    world.setRate(1e6)
    let wished = 0
    while (world.arrived < 100) {
      world.runUntil(1e4)
      wished += world.takeWishes().length
      expect(wished).toBe(Math.min(3, Math.ceil(world.arrived / 2)))
      if (world.nowUs === 1e4) break
    }
    expect(world.waiting).toBe(world.arrived)
  })

  test('who waits longer than the timeout is lost; an instance that comes too late goes again', () => {
    const world = hosted({ timeoutUs: 100 })
    world.setRate(1e3)
    world.runUntil(1e9)
    const [{ instance }] = world.takeWishes()
    world.setRate(0)
    const cameUs = world.nowUs
    world.runUntil(cameUs + 101)
    expect([world.arrived, world.lost, world.served]).toEqual([1, 1, 0])
    world.ready(instance)
    world.runUntil(1e9)
    expect(world.takeWishes()).toEqual([{ kind: 'end', instance }])
    expect(world.nowUs).toBeCloseTo(cameUs + 101 + SPEC.keepAliveUs, 6)
  })

  test('one that is taken away finishes what it has; who waits and what is provisioned wishes anew', () => {
    const world = hosted({ provisioned: 1 })
    world.ready(world.takeWishes()[0].instance)
    world.setRate(1e3)
    while (world.arrived < 1) world.runUntil(world.nowUs + 0.1)
    world.withdraw(0)
    expect(world.takeWishes()).toEqual([{ kind: 'start', instance: 1 }])
    world.withdraw(0)
    expect(world.wishes).toEqual([])
    world.setRate(0)
    world.runUntil(1e6)
    expect([world.served, world.coldStarts]).toEqual([1, 0])
  })
})
