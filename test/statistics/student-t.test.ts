import { expect, test } from 'vitest'
import { tQuantile, twoSidedP } from '../../src/statistics/student-t.ts'

/** One degree of freedom is the Cauchy distribution: tan(π(p − ½)); two have (2p − 1) / √(2p(1 − p)). */
test.each([
  [0.975, 1, Math.tan(Math.PI * 0.475)],
  [0.9, 1, Math.tan(Math.PI * 0.4)],
  [0.975, 2, 0.95 / Math.sqrt(2 * 0.975 * 0.025)],
  [0.75, 2, 0.5 / Math.sqrt(2 * 0.75 * 0.25)],
  [0.5, 7, 0],
  // Printed tables: t for 95 % two-sided.
  [0.975, 9, 2.262157162798],
  [0.975, 19, 2.093024054],
  [0.975, 29, 2.045229642],
  [0.975, 999, 1.962341461],
])('t(%d) with %d degrees of freedom is %d', (p, degrees, t) => {
  expect(tQuantile(p, degrees)).toBeCloseTo(t, 6)
})

/** Cauchy: 1 − 2 atan(t) / π; two degrees: 1 − t / √(2 + t²). */
test.each([
  [0, 5, 1],
  [1, 1, 0.5],
  [12.706204736, 1, 0.05],
  [3, 2, 1 - 3 / Math.sqrt(11)],
  [-3, 2, 1 - 3 / Math.sqrt(11)],
  [2.093024054, 19, 0.05],
])('p of %d with %d degrees of freedom is %d', (t, degrees, p) => {
  expect(twoSidedP(t, degrees)).toBeCloseTo(p, 7)
})

test('far out it is small, not 0 or negative', () => {
  expect(twoSidedP(40, 19)).toBeGreaterThanOrEqual(0)
  expect(twoSidedP(40, 19)).toBeLessThan(1e-15)
})
