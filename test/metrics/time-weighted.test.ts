import { expect, test } from 'vitest'
import { TimeWeighted } from '../../src/metrics/time-weighted.ts'
import { SECOND } from '../builders/amounts.ts'

/** Levels set at seconds, over buckets of 10 s, closed at the end. */
function levels(log: readonly (readonly [second: number, level: number])[], endSecond = 30, buckets = 3): TimeWeighted {
  const level = new TimeWeighted(10 * SECOND, buckets)
  for (const [second, value] of log) level.set(second * SECOND, value)
  level.advance(endSecond * SECOND)
  return level
}

test.each([
  { log: [[0, 2]], area: [20, 20, 20], max: [2, 2, 2], because: '2 all the time' },
  {
    log: [
      [0, 2],
      [5, 4],
    ],
    area: [30, 40, 40],
    max: [4, 4, 4],
    because: '5 × 2 + 5 × 4, then 4',
  },
  { log: [[10, 6]], area: [0, 60, 60], max: [0, 6, 6], because: 'a change on the border belongs to what follows' },
  {
    log: [
      [5, 3],
      [25, 0],
    ],
    area: [15, 30, 15],
    max: [3, 3, 3],
    because: '5 s, 10 s and 5 s of 3',
  },
  {
    log: [
      [4, 9],
      [4, 1],
    ],
    area: [6, 10, 10],
    max: [1, 1, 1],
    because: 'the 9 lasted no time',
  },
  {
    log: [
      [0, 1],
      [10, 50],
      [10, 1],
    ],
    area: [10, 10, 10],
    max: [1, 1, 1],
    because: 'nor did the 50 on the border',
  },
  { log: [[30, 7]], area: [0, 0, 0], max: [0, 0, 0], because: 'at the end it is too late' },
  { log: [], area: [0, 0, 0], max: [0, 0, 0], because: 'nothing was ever set' },
] as { log: [number, number][]; area: number[]; max: number[]; because: string }[])(
  '$log: areas $area, $because',
  ({ log, area, max }) => {
    const level = levels(log)
    expect(Array.from(level.bucketArea)).toEqual(area)
    expect(Array.from(level.bucketMax)).toEqual(max)
    expect(level.area).toBe(area[0] + area[1] + area[2])
    expect(level.max).toBe(Math.max(...max))
  },
)

test('one microsecond counts as one microsecond', () => {
  const level = new TimeWeighted(10 * SECOND, 1)
  level.set(1, 1000)
  level.set(2, 0)
  level.advance(10 * SECOND)
  expect(level.area).toBe(0.001)
  expect(level.max).toBe(1000)
})

test('what comes all at once adds to the area, not to the level', () => {
  const level = new TimeWeighted(10 * SECOND, 2)
  level.set(0, 1)
  level.addImpulse(12 * SECOND, 5)
  level.addImpulse(12 * SECOND, 2)
  level.advance(20 * SECOND)
  expect(Array.from(level.bucketArea)).toEqual([10, 17])
  expect([level.area, level.level, level.max]).toEqual([27, 1, 1])
})

test('changes add up', () => {
  const level = new TimeWeighted(10 * SECOND, 1)
  level.add(0, 3)
  level.add(4 * SECOND, -2)
  level.advance(10 * SECOND)
  expect([level.level, level.area]).toEqual([1, 4 * 3 + 6 * 1])
})

test('after a day of tenths of a second the sum is still exact to a millionth', () => {
  const level = new TimeWeighted(120 * SECOND, 720)
  for (let i = 0; i < 864_000; i++) level.set(i * 100_000, i % 2 === 0 ? 0.1 : 0.3)
  level.advance(86_400 * SECOND)
  expect(level.area).toBeCloseTo(86_400 * 0.2, 6)
})
