import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('a panel of working pods per job', () => {
  const { config, finding } = onlyDrawing(drawSample('jobs', { variants: ['a'], jobs: ['nightly', 'train'] }))
  expect(panelTitles(config)).toEqual(['nightly, pods', 'train, pods'])
  expect(plainSpaces(finding)).toBe('Mean wait of a job: 0 s.')
})

test('of many jobs the largest', () => {
  const { config, caption } = onlyDrawing(drawSample('jobs', { variants: ['a'], jobs: ['a', 'b', 'c', 'd', 'e'] }))
  expect(panelTitles(config)).toHaveLength(4)
  expect(caption).toContain('the 4 largest of 5 jobs')
})

test('the same in every variant: one sentence; a difference that one sees: a chart', () => {
  const results = sampleResults({ variants: ['a', 'b'], jobs: ['nightly'] })
  const [figure] = drawChart('jobs', results)
  expect(Object.keys(figure ?? {})).toEqual(['name', 'topic', 'finding'])
  expect(plainSpaces(figure?.finding ?? '')).toBe('Mean wait of a job: 0 s with a and 13 s with b.')
  const [a, b] = results.variants
  const series = b!.series.map((each) =>
    each.name === 'pods.working' ? { ...each, values: each.values.map((value, at) => (value ?? 0) + at) } : each,
  )
  expect(panelTitles(onlyDrawing(drawChart('jobs', { ...results, variants: [a!, { ...b!, series }] })).config)).toEqual(
    ['pods'],
  )
})

test('no jobs, no chart', () => {
  expect(drawSample('jobs', { jobs: [] })).toEqual([])
})
