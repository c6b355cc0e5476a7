import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('parts of each bar add up to the cost, by the resource that is requested most', () => {
  const results = sampleResults({ variants: ['a'] })
  const [variant] = results.variants
  const level = (name: string, value: number) =>
    ({ name, of: null, unit: 'nodes', statistic: 'mean', values: [value, value] }) as const
  const summary = {
    'cost.total': 100,
    'utilisation.cpu.requested.mean': 0.5,
    'utilisation.cpu.used.mean': 0.4,
    'utilisation.memory.requested.mean': 0.8,
    'utilisation.memory.used.mean': 0.6,
  }
  const series = [level('nodes.ready', 9), level('nodes.booting', 1)]
  const { config, finding } = onlyDrawing(
    drawChart('cost-parts', { ...results, variants: [{ ...variant!, summary, series }] }),
  )
  // A tenth of the nodes boots: 10. Of the other 90, by memory: 60 % used, 20 % requested beside, 20 % not.
  const amounts = config.data.datasets.map(({ data }) => (data as { x: number }[])[0]?.x)
  expect(amounts.map((amount) => Number(amount?.toFixed(9)))).toEqual([54, 18, 18, 10])
  expect(plainSpaces(finding)).toBe('Paid for and not requested: 18.00 USD.')
})

test('no prices, no chart', () => {
  expect(drawSample('cost-parts', { prices: false })).toEqual([])
})
