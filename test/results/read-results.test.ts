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

test.each([
  [{ start: 'tomorrow' }, 'start: it should be an instant'],
  [{ durationSeconds: 1e300 }, 'durationSeconds: '],
  [{ durationSeconds: 0 }, 'durationSeconds: '],
  [{ durationSeconds: 1 }, 'variants: a series goes on after the end of the run'],
  [{ tool: null }, 'tool: '],
  [{ inputs: 5 }, 'inputs: '],
  [{ notes: null }, 'notes: '],
  [{ expectations: {} }, 'expectations: '],
  [{ digest: 5 }, 'digest: '],
])('a record with %j is no record', (part, why) => {
  expect(readResults(JSON.stringify({ ...sampleResults(), ...part }))).toEqual({
    problem: expect.stringContaining(why),
  })
})

test.each([
  [{ bucketSeconds: -1 }, 'bucketSeconds: '],
  [{ policies: 5 }, 'policies: '],
  [{ packing: 5 }, 'packing: '],
  [{ pods: [5] }, 'pods.0: '],
  [{ decisions: null }, 'decisions: '],
  [{ notes: 5 }, 'notes: '],
])('a variant with %j makes no record', (part, why) => {
  const results = sampleResults({ variants: ['a'] })
  const variants = results.variants.map((variant) => ({ ...variant, ...part }))
  expect(readResults(JSON.stringify({ ...results, variants }))).toEqual({
    problem: expect.stringContaining(`variants.0.${why}`),
  })
})
