import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { HeldRequests } from '../../../src/engine/lines/held-requests.ts'

const SECOND = 1_000_000

interface Row {
  /** When the load changes, in seconds, and to what. */
  readonly loads: readonly (readonly [atSeconds: number, perSecond: number])[]
  readonly timeoutSeconds: number
  readonly releasedAt: number
  readonly capacity: number
}

function run({ loads, timeoutSeconds, releasedAt, capacity }: Row) {
  const held = new HeldRequests(timeoutSeconds * SECOND)
  let nowUs = 0
  let expired = 0
  const advance = (untilUs: number) => {
    while (nowUs < untilUs) {
      const nextUs = Math.min(untilUs, held.nextTurnUs)
      expect(nextUs).toBeGreaterThan(nowUs)
      expired += (held.lostPerSecond * (nextUs - nowUs)) / SECOND
      held.advance(nextUs)
      nowUs = nextUs
    }
  }
  held.begin(0, 0)
  for (const [at, perSecond] of loads) {
    advance(at * SECOND)
    held.setLoad(perSecond)
  }
  advance(releasedAt * SECOND)
  const waits: number[] = []
  let admitted = 0
  const count = held.count
  const { lost, waiting } = held.release(capacity, (fromUs, toUs, perSecond, { fromSeconds, toSeconds }) => {
    waits.push(fromSeconds, toSeconds)
    admitted += (perSecond * (toUs - fromUs)) / SECOND
  })
  return { expired, count, lost, waiting, admitted, longest: Math.max(0, ...waits), last: waits.at(-1) ?? 0, held }
}

const steady = [[0, 10]] as const

describe('requests that are held', () => {
  test.each([
    {
      because: 'ten a second for 30 s; the first has waited 30 s, the last has 300 / 20 before it',
      row: { loads: steady, timeoutSeconds: 60, releasedAt: 30, capacity: 20 },
      says: { expired: 0, count: 300, lost: 0, waiting: 300, longest: 30, last: 15 },
    },
    {
      because: 'after 20 s they leave as they came: those of the first 10 s',
      row: { loads: steady, timeoutSeconds: 20, releasedAt: 30, capacity: 20 },
      says: { expired: 100, count: 200, lost: 0, waiting: 200, longest: 20, last: 10 },
    },
    {
      because: 'the wait grows by 10 / 5 − 1 a second from 15 s to 20 s; from then on 5 of 10 find room, for 10 s',
      row: { loads: steady, timeoutSeconds: 20, releasedAt: 15, capacity: 5 },
      says: { expired: 0, count: 150, lost: 50, waiting: 100, longest: 20, last: 20 },
    },
    {
      because: 'nobody waits for nothing',
      row: { loads: steady, timeoutSeconds: 0, releasedAt: 7, capacity: 5 },
      says: { expired: 70, count: 0, lost: 0, waiting: 0, longest: 0, last: 0 },
    },
    {
      because: '10/s for 5 s, then none: all gone 20 s later',
      row: {
        loads: [
          [0, 10],
          [5, 0],
        ],
        timeoutSeconds: 20,
        releasedAt: 26,
        capacity: 5,
      },
      says: { expired: 50, count: 0, lost: 0, waiting: 0 },
    },
  ] as const)('$because', ({ row, says }) => {
    const found = run(row)
    for (const [name, value] of Object.entries(says)) {
      expect(found[name as keyof typeof says], name).toBeCloseTo(value, 6)
    }
    expect(found.admitted).toBeCloseTo(found.waiting, 6)
  })

  test('300 that came evenly over 30 s have waited 300 × 15 s', () => {
    const { held } = run({ loads: steady, timeoutSeconds: 60, releasedAt: 30, capacity: 20 })
    expect(held.waitArea).toBeCloseTo(4500, 6)
  })

  test('those who stood in line before wait anew', () => {
    const held = new HeldRequests(10 * SECOND)
    held.begin(5 * SECOND, 40)
    held.setLoad(0)
    held.advance(12 * SECOND)
    expect(held.count).toBeCloseTo(40, 9)
    expect(held.nextTurnUs).toBe(15 * SECOND - 1)
  })

  const loads = fc
    .uniqueArray(fc.tuple(fc.nat(39), fc.nat(30)), { selector: ([at]) => at, minLength: 1, maxLength: 8 })
    .map((list) => list.sort(([a], [b]) => a - b))

  property.prop([loads, fc.nat(30), fc.integer({ min: 1, max: 40 })])(
    'are answered or lost, and none waits longer than the timeout',
    (list, timeoutSeconds, capacity) => {
      const found = run({ loads: list, timeoutSeconds, releasedAt: 40, capacity })
      const came = list.reduce((sum, [at, perSecond], i) => sum + perSecond * ((list[i + 1]?.[0] ?? 40) - at), 0)
      expect(found.expired + found.lost + found.waiting).toBeCloseTo(came, 4)
      expect(found.longest).toBeLessThanOrEqual(timeoutSeconds + 1e-6)
      expect(found.admitted).toBeCloseTo(found.waiting, 4)
    },
  )
})
