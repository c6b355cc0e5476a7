import { describe, expect, test } from 'vitest'
import { compareVariants } from '../../src/compare/compare-variants.ts'
import { verdict } from '../../src/compare/verdict.ts'
import type { Results } from '../../src/results/types.ts'
import { smallResults } from './small-results.ts'

/** Variants with the given costs under each seed. */
function costs(samples: Readonly<Record<string, readonly (number | null)[]>>): Results {
  const results = smallResults(
    Object.fromEntries(Object.entries(samples).map(([name, [first]]) => [name, { 'cost.total': first ?? null }])),
  )
  const variants = results.variants.map((variant) => ({ ...variant, samples: { 'cost.total': samples[variant.name] } }))
  return { ...results, seeds: (Object.values(samples)[0] ?? []).map((_, index) => index), variants }
}

const NOISY = [100, 140, 90, 160, 120, 80, 130, 110]

describe('several seeds', () => {
  test.each([
    ['paired, 2 dearer every time, give or take a little', NOISY.map((cost, i) => cost + 2 + (i % 3) / 10), 'worse'],
    ['2 cheaper every time', NOISY.map((cost, i) => cost - 2 - (i % 3) / 10), 'better'],
    ['alike to a hundred-thousandth', NOISY.map((cost, i) => cost * (1 + (i % 2) * 1e-5)), 'same'],
    ['now dearer, now cheaper', NOISY.map((cost, i) => cost + (i % 2 === 0 ? 9 : -8)), 'undecided'],
    ['twice the same does not tell', [102, 142, null, null, null, null, null, null], 'undecided'],
  ])('%s: %s', (_what, cost, judgement) => {
    const [row] = compareVariants(costs({ base: NOISY, other: cost })).rows
    expect(row?.differences[1]?.judgement).toBe(judgement)
  })

  test('values are means, and the pairs carry the interval', () => {
    const comparison = compareVariants(costs({ base: [10, 20, 30], other: [11, 22, 33] }))
    const [row] = comparison.rows
    expect(comparison.seeds).toBe(3)
    expect(row?.values).toEqual([20, 22])
    // Differences 1 2 3: mean 2, error √(1/3), t(0.975, 2) = 4.302653.
    expect(row?.differences[1]?.absolute).toBe(2)
    expect(row?.differences[1]?.relative).toBe(0.1)
    expect(row?.differences[1]?.interval?.high).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 5)
    expect(row?.intervals[0]?.low).toBeCloseTo(20 - 4.302653 * (10 / Math.sqrt(3)), 4)
  })

  test('what is not told apart makes no pick', () => {
    const other = NOISY.map((cost, i) => cost + (i % 2 === 0 ? 9 : -8))
    expect(verdict(costs({ base: NOISY, other })).kind).toBe('tie')
    expect(verdict(costs({ base: NOISY, other: NOISY.map((cost, i) => cost - 2 - (i % 3) / 10) }))).toMatchObject({
      kind: 'dominates',
      pick: 1,
    })
  })

  test('many comparisons ask more of each', () => {
    // p of the pair alone is 0.03; among five it is 0.15.
    const nearly = NOISY.map((cost, i) => cost + [4, 0, 4, -1, 5, 0, 4, 1][i])
    const alone = compareVariants(costs({ base: NOISY, other: nearly })).rows[0]?.differences[1]
    expect(alone).toMatchObject({ judgement: 'worse' })
    const undecided = NOISY.map((cost, i) => cost + (i % 2 === 0 ? 9 : -8))
    const among = compareVariants(costs({ base: NOISY, other: nearly, b: undecided, c: undecided, d: undecided }))
    expect(among.rows[0]?.differences[1]).toMatchObject({ judgement: 'undecided' })
  })
})
