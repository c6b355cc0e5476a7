import { describe, expect, test } from 'vitest'
import { expectedGolden, goldenNames, goldenOf } from './golden-file.ts'
import { runShipped, SHIPPED } from './shipped-scenarios.ts'

/** Stands in for the version of the tool, so that a release alone changes no golden. */
const VERSION = 'golden'

describe.each(SHIPPED)('scenarios/%s.yaml', (name) => {
  test('gives the same digest twice, and the numbers that were accepted', () => {
    const results = runShipped(name, VERSION)
    expect(runShipped(name, VERSION).digest).toBe(results.digest)
    const actual = goldenOf(results)
    const expected = expectedGolden(name, actual)
    expect(actual, 'results changed: if that is meant, run `npm run golden` and say why in CHANGELOG.md').toEqual(
      expected,
    )
  })

  test('gives another digest with another seed', () => {
    const { digest } = runShipped(name, VERSION)
    expect(runShipped(name, VERSION, '987654321').digest).not.toBe(digest)
  })

  test('meets its own expectations', () => {
    const { expectations } = runShipped(name, VERSION)
    expect(expectations.filter(({ passed }) => !passed).map(({ text, actual }) => `${text}: ${actual}`)).toEqual([])
  })
})

test('every golden belongs to a scenario', () => {
  expect(goldenNames()).toEqual(SHIPPED)
})
