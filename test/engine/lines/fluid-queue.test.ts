import { describe, expect, test } from 'vitest'
import { FluidQueue } from '../../../src/engine/lines/fluid-queue.ts'
import { SECOND } from '../../builders/amounts.ts'

type Rates = readonly [atSecond: number, load: number, capacity: number]

/** Advances as the engine does, never past the next turn; tells the turns that it met, in seconds. */
function run(rates: readonly Rates[], endSecond: number, timeout = 2) {
  const queue = new FluidQueue(timeout * SECOND)
  const turns: number[] = []
  const advanceTo = (second: number) => {
    while (queue.nextTurnUs < second * SECOND) {
      turns.push(queue.nextTurnUs / SECOND)
      queue.advance(queue.nextTurnUs)
    }
    queue.advance(second * SECOND)
  }
  let dropped = 0
  for (const [second, load, capacity] of rates) {
    advanceTo(second)
    dropped += queue.setRates(load, capacity)
  }
  advanceTo(endSecond)
  return { queue, turns, dropped }
}

function counts({ arrived, served, lost, backlog, waitArea }: FluidQueue) {
  return { arrived, served, lost, backlog, waitArea }
}

const rows: {
  name: string
  rates: Rates[]
  end: number
  timeout?: number
  counts: Partial<ReturnType<typeof counts>>
  turns: number[]
}[] = [
  {
    name: 'load below capacity: everything is served at once',
    rates: [[0, 80, 100]],
    end: 10,
    counts: { arrived: 800, served: 800, lost: 0, backlog: 0, waitArea: 0 },
    turns: [],
  },
  {
    name: 'load equal to capacity: no line builds up',
    rates: [[0, 100, 100]],
    end: 10,
    counts: { arrived: 1000, served: 1000, lost: 0, backlog: 0 },
    turns: [],
  },
  {
    // The line holds 100 × 2 = 200; 50 more come than go each second, so it is full after 4 s and loses 50/s for 6 s.
    // Waiting: 200 × 4 / 2 while it fills, then 200 × 6.
    name: 'overload: full after 200 / 50 = 4 s, then 50/s are lost',
    rates: [[0, 150, 100]],
    end: 10,
    counts: { arrived: 1500, served: 1000, lost: 300, backlog: 200, waitArea: 400 + 1200 },
    turns: [4],
  },
  {
    // 2 s at +50/s leave 100 in line; at −75/s they are gone after 4/3 s.
    name: 'a peak that passes: the line drains',
    rates: [
      [0, 150, 100],
      [2, 25, 100],
    ],
    end: 6,
    counts: {
      arrived: 400,
      served: 400,
      lost: 0,
      backlog: 0,
      waitArea: 100 + (100 * 4) / 3 / 2,
    },
    turns: [2 + 4 / 3],
  },
  {
    name: 'no ready replica: all is lost at once',
    rates: [[0, 30, 0]],
    end: 10,
    counts: { arrived: 300, served: 0, lost: 300, backlog: 0 },
    turns: [],
  },
  {
    // 1 s at +100/s leave 100 waiting; with half the capacity the line holds 50 × 2 = 100: nobody is dropped, and it is full.
    name: 'half of the replicas leave: the line is full at once',
    rates: [
      [0, 200, 100],
      [1, 80, 50],
    ],
    end: 3,
    counts: { arrived: 360, served: 200, lost: 60, backlog: 100 },
    turns: [],
  },
  {
    // 100 wait; a quarter of the capacity holds 25 × 2 = 50, so 50 are dropped; 25/s are served and 25/s keep the line full.
    name: 'three quarters of the replicas leave: half of the line is dropped',
    rates: [
      [0, 200, 100],
      [1, 25, 25],
    ],
    end: 3,
    counts: { arrived: 250, served: 150, lost: 50, backlog: 50 },
    turns: [],
  },
  {
    name: 'all replicas leave: the whole line is dropped',
    rates: [
      [0, 200, 100],
      [1, 10, 0],
    ],
    end: 3,
    counts: { arrived: 220, served: 100, lost: 100 + 20, backlog: 0 },
    turns: [],
  },
  {
    name: 'a timeout of 0: what finds no free replica is lost',
    rates: [[0, 150, 100]],
    end: 10,
    timeout: 0,
    counts: { arrived: 1500, served: 1000, lost: 500, backlog: 0, waitArea: 0 },
    turns: [],
  },
  {
    name: 'load equal to capacity leaves the line as long as it is',
    rates: [
      [0, 150, 100],
      [1, 100, 100],
    ],
    end: 5,
    counts: { arrived: 550, served: 500, backlog: 50 },
    turns: [],
  },
]

describe('the request line', () => {
  test.each(rows)('$name', ({ rates, end, timeout, counts: expected, turns }) => {
    const { queue, turns: met } = run(rates, end, timeout)
    const found = counts(queue)
    for (const [name, value] of Object.entries(expected)) {
      expect(found[name as keyof typeof found], name).toBeCloseTo(value, 3)
    }
    expect(found.served + found.lost + found.backlog).toBeCloseTo(found.arrived, 3)
    expect(met).toHaveLength(turns.length)
    for (const [i, turn] of turns.entries()) expect(met[i]).toBeCloseTo(turn, 5)
  })

  test('rates as they are seen from outside: 150/s on 100/s with a timeout of 2 s', () => {
    const at = (second: number) => {
      const { queue } = run([[0, 150, 100]], second)
      return [queue.servedPerSecond, queue.lostPerSecond, queue.utilisation]
    }
    expect(at(0)).toEqual([100, 0, 1])
    expect(at(0.5)).toEqual([100, 0, 1])
    expect(at(5)).toEqual([100, 50, 1])
  })

  test.each([
    { load: 30, capacity: 120, utilisation: 0.25 },
    { load: 0, capacity: 120, utilisation: 0 },
    { load: 500, capacity: 120, utilisation: 1 },
    { load: 500, capacity: 0, utilisation: 0 },
  ])('$load/s on $capacity/s use $utilisation of it', ({ load, capacity, utilisation }) => {
    expect(run([[0, load, capacity]], 0).queue.utilisation).toBe(utilisation)
  })

  test('who is dropped is told', () => {
    expect(
      run(
        [
          [0, 200, 100],
          [1, 25, 25],
        ],
        1,
      ).dropped,
    ).toBeCloseTo(50, 6)
  })

  test('a turn is never now: time goes on, however little is left', () => {
    const queue = new FluidQueue(2 * SECOND)
    queue.setRates(1e-9, 0)
    queue.setRates(1e12, 1e3)
    let turns = 0
    let lastUs = -1
    while (queue.nextTurnUs < SECOND) {
      expect(queue.nextTurnUs).toBeGreaterThan(lastUs)
      lastUs = queue.nextTurnUs
      queue.advance(queue.nextTurnUs)
      turns++
    }
    expect(turns).toBe(1)
  })
})
