import { beforeAll, describe, expect, test } from 'vitest'
import type { Results } from '../../src/results/types.ts'
import { expectedGolden, goldenNames, goldenOf } from './golden-file.ts'
import { runShipped, SHIPPED } from './shipped-scenarios.ts'

/** Stands in for the version of the tool, so that a release alone changes no golden. */
const VERSION = 'golden'

describe.each(SHIPPED)('scenarios/%s.yaml', (name) => {
  let results: Results
  beforeAll(() => {
    results = runShipped(name, VERSION)
  })

  test('gives the numbers that were accepted', () => {
    const actual = goldenOf(results)
    const expected = expectedGolden(name, actual)
    expect(actual, 'results changed: if that is meant, run `npm run golden` and say why in CHANGELOG.md').toEqual(
      expected,
    )
  })

  test('gives the same digest twice, and another one with another seed', () => {
    expect(runShipped(name, VERSION).digest).toBe(results.digest)
    expect(runShipped(name, VERSION, '987654321').digest).not.toBe(results.digest)
  })

  test('meets its own expectations', () => {
    const missed = results.expectations.filter(({ passed }) => !passed)
    expect(missed.map(({ text, actual }) => `${text}: ${actual}`)).toEqual([])
  })
})

test.each(['ai-platform', 'ecommerce-peak'])('another seed draws other numbers: %s', (name) => {
  const [one, other] = [null, '987654321'].map((seed) => runShipped(name, VERSION, seed).variants)
  expect(other).not.toEqual(one)
})

test('every golden belongs to a scenario', () => {
  expect(goldenNames()).toEqual(SHIPPED)
})
