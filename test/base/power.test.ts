import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { power } from '../../src/base/power.ts'

describe('power', () => {
  test.each([
    [2, 10, 1_024],
    [3, 4, 81],
    [-2, 3, -8],
    [-2, 2, 4],
    [2, -2, 0.25],
    [7, 0, 1],
    [0, 0, 1],
    [0, -1, Infinity],
    [9, 0.5, 3],
    [2, 1_023, 8.98846567431158e307],
    [10, 400, Infinity],
    [-8, 1 / 3, Number.NaN],
    [-1, 9_007_199_254_740_991, -1], // an odd exponent, beyond 32 bits
  ])('%d ^ %d', (x, y, expected) => {
    expect(power(x, y)).toBe(expected)
  })

  test('differs from the exact value by a few units in the last place', () => {
    const base = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
    fc.assert(fc.property(base, fc.integer({ min: -20, max: 20 }), (x, y) => close(power(x, y), x ** y, 1e-14)))
    fc.assert(
      fc.property(base, fc.double({ min: -20, max: 20, noNaN: true }), (x, y) =>
        // ln x is exact to 2^-53 of itself, so exp(y ln x) is off by up to |y ln x| times that: 20 · 6.9 · 1.1e-16.
        close(power(x, y), x ** y, 1e-13),
      ),
    )
  })
})

function close(actual: number, expected: number, tolerance: number): boolean {
  return actual === expected || Math.abs(actual / expected - 1) <= tolerance
}
