import { expect, test } from 'vitest'
import { type Distribution, mean } from '../../src/base/distribution.ts'
import { atMost } from '../../src/base/distribution-function.ts'
import { residualAbove } from '../../src/base/residual.ts'

test.each<{ distribution: Distribution; x: number; share: number; because: string }>([
  { distribution: { kind: 'constant', value: 40 }, x: 30, share: 0.25, because: '10 of 40' },
  { distribution: { kind: 'constant', value: 20 }, x: 30, share: 0, because: 'all are done' },
  { distribution: { kind: 'exponential', mean: 30 }, x: 30, share: Math.exp(-1), because: 'it has no memory' },
  { distribution: { kind: 'uniform', min: 20, max: 40 }, x: 30, share: 0.25 / 3, because: '10² / (2 × 20) / 30' },
  { distribution: { kind: 'uniform', min: 20, max: 40 }, x: 10, share: 2 / 3, because: '(30 − 10) / 30' },
  { distribution: { kind: 'empirical', values: [10, 50] }, x: 30, share: 1 / 3, because: '(0 + 20) / (10 + 50)' },
  { distribution: { kind: 'lognormal', mean: 0.08, cv: 0.9 }, x: 30, share: 0, because: 'far beyond what happens' },
])('$distribution, $x: $share, $because', ({ distribution, x, share }) => {
  expect(residualAbove(distribution, x)).toBeCloseTo(share, 12)
})

// By the definition: the integral of P(X > y) from x on, over the mean; in 200,000 steps up to 2,000.
test.each<Distribution>([
  { kind: 'lognormal', mean: 30, cv: 0.9 },
  { kind: 'gamma', mean: 30, cv: 0.5 },
  { kind: 'pareto', min: 10, max: 400, alpha: 1.5 },
  { kind: 'pareto', min: 10, max: 400, alpha: 1 },
])('$kind as the integral of its tail', (distribution) => {
  let tail = 0
  for (let step = 0; step < 200_000; step++) tail += (1 - atMost(distribution, 30 + (step + 0.5) / 100)) / 100
  expect(residualAbove(distribution, 30)).toBeCloseTo(tail / mean(distribution), 6)
})
