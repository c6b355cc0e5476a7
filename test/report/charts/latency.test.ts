import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('the highest percentile that there is, its peak in the finding', () => {
  const results = sampleResults({ variants: ['a'], services: ['web'] })
  const quantile = (name: string, values: (number | null)[]) =>
    ({ name, of: 'web', unit: 's', statistic: 'quantile', values }) as const
  const added = [quantile('latency.p50', [0.1, 0.1]), quantile('latency.p99', [0.2, null, 0.9])]
  const variants = results.variants.map((variant) => ({ ...variant, series: [...variant.series, ...added] }))
  const { config, finding } = onlyDrawing(drawChart('latency', { ...results, variants }))
  expect(panelTitles(config)).toEqual(['p99, s', 'p50, s'])
  expect(plainSpaces(finding)).toBe('Highest p99: 0.9 s.')
})

test('nobody waits: one sentence', () => {
  const results = sampleResults({ variants: ['a'], services: ['web'] })
  const none = { name: 'latency.p99', of: 'web', unit: 's', statistic: 'quantile', values: [0, 0] } as const
  const variants = results.variants.map((variant) => ({ ...variant, series: [...variant.series, none] }))
  expect(drawChart('latency', { ...results, variants }).map((figure) => Object.keys(figure))).toEqual([
    ['name', 'topic', 'finding'],
  ])
})

test('no latencies, no chart', () => {
  expect(drawSample('latency')).toEqual([])
})

test.each([
  ['0.5 s for all, near', '500ms', [0.5, 0.5]],
  ['by percentile', { p99: '800ms' }, [0.8, null]],
  ['far above what happens', '5s', [null, null]],
  ['not a duration', 'soon', [null, null]],
])('the promise is a line where it is near: %s', (_, latency, [slow, median]) => {
  const results = sampleResults({ variants: ['a'], services: ['web'] })
  const quantile = (name: string, value: number) =>
    ({ name, of: 'web', unit: 's', statistic: 'quantile', values: [value, value] }) as const
  const variants = results.variants.map((variant) => ({
    ...variant,
    series: [...variant.series, quantile('latency.p50', 0.4), quantile('latency.p99', 0.9)],
  }))
  const scenario = { workloads: [{ name: 'web', service: { slo: { latency } } }] }
  const { config } = onlyDrawing(drawChart('latency', { ...results, scenario, variants }))
  const promised = (axis: string): number | null =>
    config.data.datasets.find(({ label, yAxisID }) => label === 'promised' && yAxisID === axis)?.values?.[0] ?? null
  // y1 is the upper panel
  expect([promised('y1'), promised('y0')]).toEqual([slow, median])
})
