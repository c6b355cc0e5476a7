import { describe, expect, test } from 'vitest'
import { exportedMetric, exportedSeries } from '../../src/exports/metric-names.ts'
import { openMetricsText } from '../../src/exports/openmetrics.ts'
import { SCOPES } from '../../src/exports/scopes.ts'
import { METRICS } from '../../src/metrics/definitions.ts'
import type { Results } from '../../src/results/types.ts'
import { sampleResults } from '../report/sample-results.ts'
import { HOSTILE, hostileResults, withTwoSeeds } from './hostile-results.ts'
import { readOpenMetrics } from './openmetrics-grammar.ts'

const textOf = (results: Results): string => [...openMetricsText(results)].join('')
const read = (results: Results) => readOpenMetrics(textOf(results))

describe('names', () => {
  test.each([
    ['cost.total', 'currency', 'cluster', 'simcap_cost_total'],
    ['requests.lostShare', 'share', 'cluster', 'simcap_requests_lost_ratio'],
    ['pods.pending.waitSecondsP95', 's', 'cluster', 'simcap_pods_pending_wait_p95_seconds'],
    ['pods.pending.secondsTotal', 's', 'cluster', 'simcap_pods_pending_total_seconds'],
    ['nodes.hours', 'h', 'pool', 'simcap_pool_nodes_hours'],
    ['slo.violationMinutes', 'min', 'service', 'simcap_service_slo_violation_minutes'],
    ['images.pulledBytes', 'B', 'cluster', 'simcap_images_pulled_bytes'],
    ['jobs.retries', 'pods', 'job', 'simcap_job_jobs_retries'],
    ['load.max', 'req/s', 'service', 'simcap_service_load_max_requests_per_second'],
  ] as const)('%s in %s of a %s is %s', (name, unit, scope, exported) => {
    expect(exportedMetric({ name, unit }, scope).name).toBe(exported)
  })

  test('a resource in the middle of a name becomes a label, whatever it is called', () => {
    const { name, resource } = exportedMetric({ name: 'utilisation.acme.com/gpu.used.mean', unit: 'share' }, 'cluster')
    expect({ name, resource }).toEqual({ name: 'simcap_utilisation_used_mean_ratio', resource: 'acme.com/gpu' })
  })

  test('no two metrics, and no metric and series, share a name with the same labels', () => {
    const { series } = sampleResults().variants[0]
    const names = [
      ...SCOPES.flatMap((scope) =>
        METRICS.map((metric) => exportedMetric(metric, scope)).map(({ name, resource }) => `${name} ${resource}`),
      ),
      ...new Set(series.map((each) => exportedSeries(each).name)),
    ]
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

test('every number of every variant and seed is there, as of the end of the run', () => {
  const results = withTwoSeeds(sampleResults({ start: '2026-11-10T12:00:00+08:00', buckets: 10, bucketSeconds: 60 }))
  const found = read(results)
    .filter(({ name }) => name === 'simcap_requests_lost')
    .flatMap(({ samples }) => samples)
  const endSeconds = Date.parse('2026-11-10T04:10:00Z') / 1000
  const expected = results.variants.flatMap(({ name, samples }) =>
    results.seeds.map((seed, index) => ({
      labels: { scenario: results.name, variant: name, seed: String(seed) },
      value: samples['requests.lost'][index],
      timestamp: endSeconds,
    })),
  )
  expect(found).toEqual(expected)
})

test('every value of every series is there, where its bucket begins', () => {
  const results = sampleResults({ start: '1970-01-01T00:00:00Z', buckets: 6, bucketSeconds: 15, variants: ['a', 'b'] })
  const found = read(results)
    .filter(({ name }) => name.startsWith('simcap_series_'))
    .flatMap(({ name, samples }) =>
      samples.map(
        ({ labels, value, timestamp }) =>
          `${name} ${labels['variant']} ${labels['of']} ${labels['statistic']} ${timestamp} ${value}`,
      ),
    )
  const expected = results.variants.flatMap((variant) =>
    variant.series.flatMap((series) =>
      series.values.flatMap((value, bucket) =>
        value === null
          ? []
          : `${exportedSeries(series).name} ${variant.name} ${series.of ?? undefined} ${series.statistic} ${bucket * 15} ${value}`,
      ),
    ),
  )
  expect(found.sort()).toEqual(expected.sort())
})

test('money has its currency, parts have their name', () => {
  const families = new Map(
    read(sampleResults({ variants: ['a'], services: ['checkout'] })).map((each) => [each.name, each]),
  )
  expect(families.get('simcap_cost_total')?.samples[0].labels).toMatchObject({ currency: 'USD' })
  const services = [...families.values()].filter(({ name }) => name.startsWith('simcap_service_'))
  expect(new Set(services.flatMap(({ samples }) => samples.map(({ labels }) => labels['workload'])))).toEqual(
    new Set(['checkout']),
  )
})

test('without a start there are summaries only, and no times', () => {
  const families = read(sampleResults({ start: null }))
  expect(families.filter(({ name }) => name.startsWith('simcap_series_'))).toEqual([])
  expect(new Set(families.flatMap(({ samples }) => samples.map(({ timestamp }) => timestamp)))).toEqual(new Set([null]))
})

test('what never occurred has no sample, and a metric without any has no line at all', () => {
  const results = sampleResults({ variants: ['a'] })
  const [variant] = results.variants
  const gone = { ...results, variants: [{ ...variant, samples: { ...variant.samples, 'requests.lost': [null] } }] }
  expect(textOf(gone)).not.toMatch(/simcap_requests_lost\b/)
})

test('hostile names stay inside their labels', () => {
  const families = read(hostileResults())
  const lost = families.find(({ name }) => name === 'simcap_requests_lost')
  expect(lost?.samples.map(({ labels }) => labels['variant'])).toEqual(HOSTILE)
})
