import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('a bar per variant in the order of the delays; what nobody waited for has no part', () => {
  const results = sampleResults({ variants: ['a', 'b'] })
  const lag = {
    'lag.seconds.mean': 130,
    'lag.metricSecondsMean': 20,
    'lag.bootSecondsMean': 110,
    'lag.loadingSecondsMean': 0,
  }
  const [a, b] = results.variants
  const variants = [a!, { ...b!, summary: { ...b!.summary, ...lag } }]
  const { config, finding } = onlyDrawing(drawChart('lag', { ...results, variants }))
  // y is the variant's row
  expect(config.data.datasets.map(({ label, swatch, data }) => [label, swatch, data])).toEqual([
    ['metric', 's0', [{ x: 20, y: 1 }]],
    ['node boot', 's3', [{ x: 110, y: 1 }]],
  ])
  expect(plainSpaces(finding)).toBe('A shortage of capacity lasts, on average: 130 s.')
})

test('never short of capacity, no chart', () => {
  expect(drawSample('lag')).toEqual([])
})
