import { expect, test } from 'vitest'
import { readResults } from '../../src/results/read-results.ts'
import { sampleResults } from '../report/sample-results.ts'

test('a record comes back as it was', () => {
  const results = sampleResults()
  expect(readResults(JSON.stringify(results))).toEqual({ results })
})

test('a record from before there were several seeds has the numbers of one', () => {
  const { seeds: _, failedRuns: __, ...results } = sampleResults({ variants: ['a'] })
  const variants = results.variants.map(({ samples: ___, seed: ____, ...variant }) => variant)
  const read = readResults(JSON.stringify({ ...results, variants }))
  expect(read).toMatchObject({ results: { seeds: [results.seed], failedRuns: [] } })
  expect('results' in read ? read.results.variants[0]?.samples['cost.total'] : null).toEqual([
    results.variants[0]?.summary['cost.total'],
  ])
})

test.each([
  ['{', 'it is not JSON'],
  ['[]', 'the document: '],
  ['{}', 'schema: it should be simcap.results/v1'],
  ['{"schema":"simcap.results/v9"}', 'schema: it is simcap.results/v9, not simcap.results/v1'],
])('%s: %s', (text, why) => {
  expect(readResults(text)).toEqual({ problem: expect.stringContaining(why) })
})
