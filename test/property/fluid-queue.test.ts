import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { FluidLine } from '../../src/engine/lines/fluid-line.ts'
import { FluidQueue } from '../../src/engine/lines/fluid-queue.ts'
import { latencyScale } from '../../src/metrics/latency/latency-scale.ts'
import { WaitLog } from '../../src/metrics/latency/wait-log.ts'
import { service } from '../builders/model.ts'
import { type Rates, walkLine } from '../oracle/request-line.ts'

const END_US = 4_000_000
const STEP_US = 500
const TIMEOUT_US = 1_000_000
const BUCKET_US = 700_000
/** No multiple of anything else here: a line that rests exactly on this level would be a matter of the last bit. */
const LATENCY_US = 311_111

const rates = fc.record({
  atUs: fc.integer({ min: 0, max: END_US / STEP_US - 1 }).map((i) => i * STEP_US),
  load: fc.integer({ min: 0, max: 400 }),
  capacity: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 })),
})
const changes = fc
  .uniqueArray(rates, { selector: ({ atUs }) => atUs, maxLength: 8 })
  .map((list) => list.sort((a, b) => a.atUs - b.atUs))

/** Advances the way the engine does: never past the next turn of the line. */
function advanceTo(queue: FluidQueue, untilUs: number): void {
  while (queue.nextTurnUs < untilUs) queue.advance(queue.nextTurnUs)
  queue.advance(untilUs)
}

function run(list: readonly Rates[]): FluidQueue {
  const queue = new FluidQueue(TIMEOUT_US)
  for (const { atUs, load, capacity } of list) {
    advanceTo(queue, atUs)
    queue.setRates(load, capacity)
  }
  advanceTo(queue, END_US)
  return queue
}

function pick({ arrived, served, lost, backlog }: FluidQueue) {
  return { arrived, served, lost, backlog }
}

/** Who waits longer than the latency target, as the line of a service tells it. */
function lateOf(list: readonly Rates[]): number {
  const log = new WaitLog(
    latencyScale({ serviceTimeUs: null, hopsUs: 0, timeoutUs: TIMEOUT_US, targetsUs: [LATENCY_US] }),
    BUCKET_US,
  )
  const line = new FluidLine(service({ timeoutUs: TIMEOUT_US, capacityPerReplicaPerSecond: 1 }), log)
  const advance = (untilUs: number) => {
    while (line.nextTurnUs < untilUs) line.advance(line.nextTurnUs)
    line.advance(untilUs)
  }
  for (const { atUs, load, capacity } of list) {
    advance(atUs)
    line.setRates(load, capacity)
  }
  advance(END_US)
  const all = log.whole()
  return all.count - all.atMost(LATENCY_US / 1e6)
}

describe('the line of requests', () => {
  test.prop([changes])('loses no request without counting it', (list) => {
    const { arrived, served, lost, backlog } = run(list)
    expect(served + lost + backlog).toBeCloseTo(arrived, 4)
    for (const count of [arrived, served, lost, backlog]) expect(count).toBeGreaterThanOrEqual(0)
  })

  test.prop([changes], { numRuns: 50 })('is where a walk in small steps finds it', (list) => {
    const fast = run(list)
    const slow = walkLine(list, END_US, { timeoutUs: TIMEOUT_US, latencyUs: LATENCY_US }, STEP_US)
    // Each change of rates and each turn of the line is placed to within a few steps.
    const tolerance = (list.length + 1) * 4 * 400 * (STEP_US / 1e6)
    const late = lateOf(list)
    for (const [count, value] of Object.entries({ ...pick(fast), late })) {
      const twin = slow[count as keyof typeof slow]
      expect(Math.abs(value - twin), `${count}: ${value} against ${twin}`).toBeLessThan(tolerance)
    }
  })

  test.prop([changes, fc.array(fc.integer({ min: 0, max: END_US }), { maxLength: 20 })])(
    'does not change because somebody looks at it',
    (list, looks) => {
      const plain = run(list)
      const queue = new FluidQueue(TIMEOUT_US)
      const events = [
        ...list.map((change) => ({ ...change, look: false })),
        ...looks.map((atUs) => ({ atUs, load: 0, capacity: 0, look: true })),
      ].sort((a, b) => a.atUs - b.atUs)
      for (const { atUs, load, capacity, look } of events) {
        advanceTo(queue, atUs)
        if (!look) queue.setRates(load, capacity)
      }
      advanceTo(queue, END_US)
      for (const count of ['arrived', 'served', 'lost', 'backlog', 'waitArea'] as const) {
        expect(queue[count], count).toBeCloseTo(plain[count], 2)
      }
    },
  )
})
