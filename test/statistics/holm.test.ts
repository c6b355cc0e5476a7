import { expect, test } from 'vitest'
import { holm } from '../../src/statistics/holm.ts'
import { seedsNeeded } from '../../src/statistics/seeds-needed.ts'

test.each([
  // Holm's own scheme: the smallest times n, the next times n − 1 …, never falling.
  [
    [0.01, 0.04, 0.03, 0.005],
    [0.03, 0.06, 0.06, 0.02],
  ],
  [
    [0.5, 0.6],
    [1, 1],
  ],
  [[0.02], [0.02]],
  [
    [null, 0.02, null, 0.03],
    [null, 0.04, null, 0.04],
  ],
  [[], []],
])('%j becomes %j', (p, adjusted) => {
  holm(p).forEach((value, index) => {
    if (adjusted[index] === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(adjusted[index] ?? Number.NaN, 12)
  })
})

test.each([
  // Deviation √2.5 = 1.5811: to ± 1 it takes the n with t(n−1) · 1.5811 / √n ≤ 1; n = 12 gives 1.0046, n = 13 gives 0.9555.
  { values: [1, 2, 3, 4, 5], half: 1, most: 100, needed: 13 },
  { values: [1, 2, 3, 4, 5], half: 10, most: 100, needed: 5 },
  { values: [1, 2, 3, 4, 5], half: 0.01, most: 100, needed: 100 },
  { values: [4, 4], half: 0, most: 100, needed: 2 },
  { values: [4], half: 1, most: 100, needed: 2 },
])('$values to ± $half takes $needed', ({ values, half, most, needed }) => {
  expect(seedsNeeded(values, half, most)).toBe(needed)
})
