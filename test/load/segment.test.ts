import { describe, expect, test } from 'vitest'
import { segmentFrom } from '../../src/load/segment.ts'
import { SECOND } from '../builders/amounts.ts'
import { smooth, steps } from '../builders/curves.ts'

describe('a stretch of a curve', () => {
  const office = steps([
    [0, 5],
    [60, 9],
  ])
  const slope = smooth((second) => 2 * second, 25)

  test.each([
    { curve: office, from: 0, end: 60, rate: 5, because: 'constant until the next jump' },
    { curve: office, from: 59.999999, end: 60, rate: 5, because: 'one microsecond is a stretch' },
    { curve: office, from: 60, end: Infinity, rate: 9, because: 'there is no further jump' },
    { curve: slope, from: 0, end: 10, rate: 10, because: 'one step of 10 s, read in its middle: 2 × 5' },
    { curve: slope, from: 7, end: 10, rate: 17, because: 'to the next multiple of 10 s: 2 × 8.5' },
    { curve: slope, from: 10, end: 20, rate: 30, because: 'a whole step again: 2 × 15' },
    { curve: slope, from: 20, end: 25, rate: 45, because: 'not beyond the jump: 2 × 22.5' },
    { curve: slope, from: 25, end: 30, rate: 55, because: 'from the jump on to the next multiple: 2 × 27.5' },
  ])('from $from s to $end s at $rate/s: $because', ({ curve, from, end, rate }) => {
    const segment = segmentFrom(curve, from * SECOND, 10 * SECOND)
    expect(segment).toEqual({ endUs: end * SECOND, ratePerSecond: rate, clipped: false })
  })

  test.each([-1, Number.NaN, 1.1e15, Infinity, -Infinity])('a rate of %d is taken as 0, and that is told', (rate) => {
    expect(segmentFrom(steps([[0, rate]]), 0, SECOND)).toMatchObject({ ratePerSecond: 0, clipped: true })
  })

  test('a rate of 0 is no reason to tell anything', () => {
    expect(segmentFrom(steps([[0, 0]]), 0, SECOND)).toMatchObject({ ratePerSecond: 0, clipped: false })
  })
})
