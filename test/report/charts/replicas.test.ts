import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('one panel per service, peaks in the finding', () => {
  const { config, finding } = onlyDrawing(drawSample('replicas', { variants: ['a', 'b'] }))
  expect(panelTitles(config)).toEqual(['checkout, replicas', 'search, replicas'])
  expect(plainSpaces(finding)).toMatch(/^Most replicas ready at once: checkout \d+ replicas with a and .*; search /)
})

test('one service needs no name at its axis', () => {
  expect(panelTitles(onlyDrawing(drawSample('replicas', { services: ['web'] })).config)).toEqual(['replicas'])
})

test('more than two services are counted together', () => {
  const { finding } = onlyDrawing(drawSample('replicas', { services: ['a', 'b', 'c'], variants: ['only'] }))
  // 52 000 · 0.8 / 450 = 92.4, twice 52 000 · 0.4 · 0.8 / 450 = 37.0
  expect(plainSpaces(finding)).toBe('Most replicas ready at once, these services together: 166 replicas.')
})

test('no services, no chart', () => {
  expect(drawSample('replicas', { services: [] })).toEqual([])
})

test('the load in replicas of the pick, and what it asked for beyond what is ready', () => {
  const results = sampleResults({ variants: ['a'], services: ['web'] })
  const series = (name: string, values: number[]) => ({ name, of: 'web', unit: '', statistic: 'mean', values }) as const
  const all = [
    series('load', [100, 300, 300]),
    // 50 req/s a replica; without any, those of before
    series('capacity', [200, 200, 0]),
    series('replicas.ready', [4, 4, 0]),
    series('replicas.desired', [4, 6, 6]),
  ]
  const variants = results.variants.map((variant) => ({ ...variant, series: all }))
  const { config } = onlyDrawing(drawChart('replicas', { ...results, variants }))
  const lines = config.data.datasets.map(({ label, values, fill }) => [
    label,
    values,
    fill !== false && fill !== undefined,
  ])
  expect(lines).toEqual([
    ['a', [4, 4, 0], false],
    ['needed', [2, 6, 6], false],
    ['asked for', [4, 6, 6], true],
  ])
})
