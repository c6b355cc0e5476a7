import { expect, test } from 'vitest'
import { keyMetrics } from '../../src/report/key-metrics.ts'
import { reportContext } from '../../src/report/report-context.ts'
import { type SampleOptions, sampleResults } from './sample-results.ts'

const labels = (options: SampleOptions) =>
  keyMetrics(reportContext(sampleResults(options))).map((metric) => metric.label)

test('what there is decides which metrics are key', () => {
  expect(labels({})).toEqual([
    'Cost',
    'Lost requests',
    'Late requests',
    'Job wait, mean',
    'Pending, p95',
    'Nodes, mean',
    'Nodes, peak',
    'CPU requested',
    'CPU used',
  ])
  expect(labels({ services: [], jobs: [], prices: false, variants: ['a'] })).toEqual([
    'Node-hours',
    'Nodes, mean',
    'Nodes, peak',
    'CPU requested',
    'CPU used',
  ])
})

test('metrics that nobody knows are better than none', () => {
  const results = sampleResults()
  const variants = results.variants.map((variant) => ({
    ...variant,
    summary: { 'queue.depth': 3 },
    samples: { 'queue.depth': [3] },
  }))
  expect(keyMetrics(reportContext({ ...results, variants })).map((metric) => metric.label)).toEqual(['queue.depth'])
})
