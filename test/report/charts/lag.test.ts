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
  // y is the row: "a" has none
  expect(config.data.datasets.map(({ label, swatch, data }) => [label, swatch, data])).toEqual([
    ['metric', 's0', [{ x: 20, y: 0 }]],
    ['node boot', 's3', [{ x: 110, y: 0 }]],
  ])
  expect(plainSpaces(finding)).toBe('A shortage of capacity lasts, on average: 130 s.')
})

test('never short of capacity, no chart', () => {
  expect(drawSample('lag')).toEqual([])
})

test('who never orders a pod has no bar, and the caption says so; where nobody does, a sentence', () => {
  const results = sampleResults({ variants: ['still', 'lean'] })
  const [still, lean] = results.variants
  const short = { 'lag.seconds.mean': 8000, 'lag.decisionSecondsMean': 8000, 'lag.bootSecondsMean': 0 }
  const ends = { 'lag.seconds.mean': 100, 'lag.decisionSecondsMean': 40, 'lag.bootSecondsMean': 60 }
  const withLag = (lag: Record<string, number>) => ({ ...lean!, summary: { ...lean!.summary, ...lag } })
  const never = { ...still!, summary: { ...still!.summary, ...short } }
  const { config, caption } = onlyDrawing(drawChart('lag', { ...results, variants: [never, withLag(ends)] }))
  expect(config.data.datasets.map(({ data }) => data)).toEqual([[{ x: 40, y: 0 }], [{ x: 60, y: 0 }]])
  expect(config.options.scales['x']).toMatchObject({ max: 100 })
  expect(caption).toContain('; without still: no pod of theirs ended a shortage')
  const [figure] = drawChart('lag', { ...results, variants: [never, withLag(short)] })
  expect(Object.keys(figure ?? {})).toEqual(['name', 'topic', 'finding'])
})
