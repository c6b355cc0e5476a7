import { describe, expect, test } from 'vitest'
import { type Random, randomStream } from '../../src/base/random.ts'
import { nextArrivalUs } from '../../src/engine/next-arrival.ts'
import type { Curve } from '../../src/load/types.ts'
import { SECOND } from '../builders/amounts.ts'
import { smooth, steps } from '../builders/curves.ts'

/** Draws one half each time, so that an expected arrival is used up after ln 2 = 0.693147…. */
const half: Random = { uniform: () => 0.5, int: () => 0 }

describe('the next arrival, where ln 2 arrivals are expected before it', () => {
  test.each([
    { curve: steps([[0, 2]]), from: 0, at: 0.346574, because: 'ln 2 / 2' },
    { curve: steps([[0, 4]]), from: 10, at: 10.173287, because: '10 + ln 2 / 4' },
    {
      curve: steps([
        [0, 0],
        [10, 1],
      ]),
      from: 0,
      at: 10.693147,
      because: 'nothing comes before 10 s',
    },
    {
      curve: steps([
        [0, 0.05],
        [10, 1],
      ]),
      from: 0,
      at: 10.193147,
      because: '0.5 are used up by then, 0.193147 are left',
    },
    { curve: smooth((s) => s), from: 0, at: 1.128765, because: '1² / 2 are used up by 1 s, then 0.193147 / 1.5' },
    { curve: steps([[0, 0.001]]), from: 0, at: Infinity, because: '0.1 expected in 100 s are not enough' },
    { curve: steps([[0, 0]]), from: 0, at: Infinity, because: 'nobody ever comes' },
    { curve: steps([[0, -3]]), from: 0, at: Infinity, because: 'below 0 is 0' },
  ])('from $from s: $at s, $because', ({ curve, from, at }) => {
    expect(nextArrivalUs(curve, from * SECOND, 100 * SECOND, SECOND, half)).toBe(at * SECOND)
  })

  test('is strictly later, even at a rate beyond the clock', () => {
    expect(nextArrivalUs(steps([[0, 1e12]]), 5, 100 * SECOND, SECOND, half)).toBe(6)
  })

  test('takes one draw, however many steps it crosses', () => {
    let draws = 0
    const counting: Random = { uniform: () => (draws++ === 0 ? 0.999999 : 0), int: () => 0 }
    nextArrivalUs(
      smooth(() => 0.1),
      0,
      1000 * SECOND,
      SECOND,
      counting,
    )
    expect(draws).toBe(1)
  })
})

/** Arrivals of one stream, as seconds. */
function arrivals(curve: Curve, endSecond: number, random: Random): number[] {
  const seconds: number[] = []
  for (let atUs = 0; ; ) {
    atUs = nextArrivalUs(curve, atUs, endSecond * SECOND, SECOND, random)
    if (atUs >= endSecond * SECOND) return seconds
    seconds.push(atUs / SECOND)
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const covariance = (a: readonly number[], b: readonly number[]) =>
  mean(a.map((x, i) => (x - mean(a)) * (b[i] - mean(b))))

/**
 * Counts of a Poisson process are Poisson, and independent over stretches that do not overlap. Over n streams the mean of counts
 * with expectation m has a standard deviation of √(m / n), their variance (m itself) one of √((m + 2 m²) / n), and the covariance of two
 * √(m₁ m₂ / n). Four of each are allowed; the seed is fixed.
 */
describe('arrivals in 1000 streams', () => {
  const STREAMS = 1000
  const streams = (curve: Curve, endSecond: number) =>
    Array.from({ length: STREAMS }, (_, i) => arrivals(curve, endSecond, randomStream(7, `stream/${i}`)))

  function expectPoisson(counts: readonly number[], expected: number): void {
    expect(Math.abs(mean(counts) - expected)).toBeLessThan(4 * Math.sqrt(expected / STREAMS))
    const spread = 4 * Math.sqrt((expected + 2 * expected * expected) / STREAMS)
    expect(Math.abs(covariance(counts, counts) - expected)).toBeLessThan(spread)
  }

  test('at 0.2/s over 100 s: 20 of them', () => {
    const counts = streams(steps([[0, 0.2]]), 100).map((seconds) => seconds.length)
    expectPoisson(counts, 20)
  })

  test('at 0.1/s for 100 s and 0.4/s for 100 s: 10 and 40, independent', () => {
    const all = streams(
      steps([
        [0, 0.1],
        [100, 0.4],
      ]),
      200,
    )
    const early = all.map((seconds) => seconds.filter((second) => second < 100).length)
    const late = all.map((seconds) => seconds.filter((second) => second >= 100).length)
    expectPoisson(early, 10)
    expectPoisson(late, 40)
    expect(Math.abs(covariance(early, late))).toBeLessThan(4 * Math.sqrt((10 * 40) / STREAMS))
  })

  test('at a rate of t / 500 per second: 100² / 1000 = 10, of which a quarter in the first half', () => {
    const all = streams(
      smooth((second) => second / 500),
      100,
    )
    expectPoisson(
      all.map((seconds) => seconds.length),
      10,
    )
    expectPoisson(
      all.map((seconds) => seconds.filter((second) => second < 50).length),
      2.5,
    )
  })

  test('the gaps of a constant rate are exponential: half of them are shorter than ln 2 / rate', () => {
    const gaps = streams(steps([[0, 0.5]]), 100).flatMap((s) => s.slice(1, 30).map((second, i) => second - s[i]))
    const short = gaps.filter((gap) => gap < Math.LN2 / 0.5).length
    expect(Math.abs(short / gaps.length - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / gaps.length))
  })
})
