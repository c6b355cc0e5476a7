import { expect, test } from 'vitest'
import { combinedUtilisation } from '../../src/metrics/utilisation.ts'

test.each([
  // The document's example (D4 §4.1), used 2 CPU, 4 GB, 50 GB of 4 CPU, 8 GB, 100 GB; it prints the product and computes 50 %.
  { used: [2, 4, 50], of: [4, 8, 100], rule: 'mean', combined: 0.5, because: '(1/2 + 1/2 + 1/2) / 3' },
  { used: [2, 4, 50], of: [4, 8, 100], rule: 'max', combined: 0.5, because: 'the largest of three halves' },
  { used: [2, 4, 50], of: [4, 8, 100], rule: 'product', combined: 0.125, because: '1/2 × 1/2 × 1/2' },
  { used: [1, 6, 25], of: [4, 8, 100], rule: 'mean', combined: 1.25 / 3, because: '(0.25 + 0.75 + 0.25) / 3' },
  { used: [1, 6, 25], of: [4, 8, 100], rule: 'max', combined: 0.75, because: 'memory dominates' },
  { used: [1, 6, 25], of: [4, 8, 100], rule: 'product', combined: 0.046875, because: '0.25 × 0.75 × 0.25' },
  { used: [2, 4, 0], of: [4, 8, 0], rule: 'product', combined: 0.25, because: 'what nobody was allocated is left out' },
  { used: [2, 0, 50], of: [4, 8, 100], rule: 'product', combined: 0, because: 'allocated and unused is 0' },
  { used: [6, 4, 50], of: [4, 8, 100], rule: 'max', combined: 1.5, because: 'more than allocated is more than 1' },
  { used: [0, 0, 0], of: [0, 0, 0], rule: 'mean', combined: null, because: 'nothing was allocated' },
] as const)('$used of $of, $rule: $combined = $because', ({ used, of, rule, combined }) => {
  const result = combinedUtilisation(used, of, rule)
  if (combined === null) expect(result).toBeNull()
  else expect(result).toBeCloseTo(combined, 12)
})
