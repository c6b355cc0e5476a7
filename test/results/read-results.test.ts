import { expect, test } from 'vitest'
import { readResults } from '../../src/results/read-results.ts'
import { sampleResults } from '../report/sample-results.ts'

test('a record comes back as it was', () => {
  const results = sampleResults()
  expect(readResults(JSON.stringify(results))).toEqual(results)
})

test('a record from before there were several seeds has the numbers of one', () => {
  const { seeds: _, failedRuns: __, ...results } = sampleResults({ variants: ['a'] })
  const variants = results.variants.map(({ samples: ___, seed: ____, ...variant }) => variant)
  const read = readResults(JSON.stringify({ ...results, variants }))
  expect(read).toMatchObject({ seeds: [results.seed], failedRuns: [] })
  expect(typeof read === 'string' ? null : read.variants[0]?.samples['cost.total']).toEqual([
    results.variants[0]?.summary['cost.total'],
  ])
})

test.each([
  ['{', 'it is not JSON'],
  ['[]', 'it does not hold simcap.results/v1'],
  ['{"schema":"simcap.results/v9"}', 'it does not hold simcap.results/v1, but simcap.results/v9'],
])('%s: %s', (text, why) => {
  expect(readResults(text)).toBe(why)
})
