import { expect, test } from 'vitest'
import { floorMod } from '../../src/base/floor-mod.ts'

test.each([
  [7, 5, 2],
  [-7, 5, 3], // −7 = −2 × 5 + 3
  [-5, 5, 0],
  [0, 5, 0],
])('%i by %i leaves %i', (x, divisor, rest) => {
  expect(floorMod(x, divisor)).toBeCloseTo(rest, 15)
})
