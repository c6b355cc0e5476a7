import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('parts of each bar add up to the cost', () => {
  const results = sampleResults({ variants: ['a'] })
  const [variant] = results.variants
  const level = (name: string, value: number) =>
    ({ name, of: null, unit: 'nodes', statistic: 'mean', values: [value, value] }) as const
  const summary = {
    'cost.total': 100,
    'cost.requested': 72,
    'cost.used': 54,
  }
  const series = [level('nodes.ready', 9), level('nodes.booting', 1)]
  const { config, finding } = onlyDrawing(
    drawChart('cost-parts', { ...results, variants: [{ ...variant!, summary, series }] }),
  )
  // 100 − 72 were not requested; a tenth of the nodes boots: 10 of those 28.
  const amounts = config.data.datasets.map(({ data }) => (data as { x: number }[])[0]?.x)
  expect(amounts.map((amount) => Number(amount?.toFixed(9)))).toEqual([54, 18, 18, 10])
  expect(plainSpaces(finding)).toBe('Paid for and not requested: 18.00 USD.')
})

test('no prices, no chart', () => {
  expect(drawSample('cost-parts', { prices: false })).toEqual([])
})
