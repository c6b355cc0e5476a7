import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('ready above booting above the price by the hour', () => {
  const { config, finding } = onlyDrawing(drawSample('nodes', { variants: ['a', 'b'] }))
  expect(panelTitles(config)).toEqual(['ready, nodes', 'booting, nodes', 'cost, USD/h'])
  expect(plainSpaces(finding)).toBe('Nodes on average: 42.0 nodes with a and 13.5 nodes with b.')
})

test('a fixed fleet is one sentence', () => {
  const [figure] = drawSample('nodes', { variants: ['a'] })
  expect(plainSpaces(figure?.finding ?? '')).toBe('42 nodes throughout.')
})

test('of several pools those that change have a panel', () => {
  const results = sampleResults({ variants: ['a'], prices: false })
  const pool = (of: string, values: number[]) =>
    ({ name: 'nodes.ready', of, unit: 'nodes', statistic: 'mean', values }) as const
  const total = { ...pool('', [3, 4]), of: null }
  const series = [total, pool('fixed', [2, 2]), pool('spot', [1, 2])]
  const variants = results.variants.map((variant) => ({ ...variant, series }))
  expect(panelTitles(onlyDrawing(drawChart('nodes', { ...results, variants })).config)).toEqual([
    'ready, nodes',
    'spot, nodes',
  ])
})
