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

  test('meets its own expectations', () => {
    const missed = results.expectations.filter(({ passed }) => !passed)
    expect(missed.map(({ text, actual }) => `${text}: ${actual}`)).toEqual([])
  })
})

/** That every run gives the same digest is what the accepted ones are for. */
test.each(['gpu-inventory', 'quickstart'])(
  'the same digest twice in a row, other numbers with another seed: %s',
  (name) => {
    const [one, again, other] = [null, null, '987654321'].map((seed) => runShipped(name, VERSION, seed))
    expect(again.digest).toBe(one.digest)
    expect(other.digest).not.toBe(one.digest)
    expect(other.variants).not.toEqual(one.variants)
  },
)

test('every golden belongs to a scenario', () => {
  expect(goldenNames()).toEqual(SHIPPED)
})
