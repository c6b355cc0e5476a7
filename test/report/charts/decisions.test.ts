import { expect, test } from 'vitest'
import { direction, inTwoLines } from '../../../src/report/charts/decisions.ts'
import { drawChart, drawSample, onlyDrawing } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test.each([
  ['6 → 24 replicas', 'up'],
  ['24 → 6 replicas', 'down'],
  ['+2 general', 'up'],
  ['−1 general-3', 'down'],
  ['evicts batch-2', 'other'],
] as const)('%s is %s', (decision, way) => {
  expect(direction({ atSeconds: 0, actor: '', decision, reason: '' })).toBe(way)
})

test('a row for each variant that decides, its name beside it, more above fewer', () => {
  const results = sampleResults()
  const [first, ...others] = results.variants
  const decision = (atSeconds: number, text: string) => ({ atSeconds, actor: 'hpa', decision: text, reason: '' })
  const decisions = [decision(10, '6 → 24 replicas'), decision(20, '24 → 6 replicas'), decision(30, 'evicts a')]
  const still = { ...first!, decisions: [], decisionCount: 0 }
  const busy = others.map((variant) => ({ ...variant, decisions, decisionCount: 3 }))
  const { config } = onlyDrawing(drawChart('decisions', { ...results, variants: [still, ...busy] }))
  expect(config.options.scales['y0']).toMatchObject({ max: 3, tickLabels: busy.map(({ name }) => inTwoLines(name)) })
  expect(config.data.datasets.map(({ variant }) => variant)).toEqual([1, 2, 3])
  config.data.datasets.forEach(({ data }, row) => {
    expect((data as { y: number }[]).map(({ y }) => y)).toEqual([row + 0.32, row + 0.68, row + 0.5])
  })
})

test.each([
  ['target-60', ['target-60']],
  ['formula-multiply', ['formula-', 'multiply']],
  ['load-plus-safety', ['load-plus-', 'safety']],
  ['a-very-long-name-of-parts', ['a-very-', 'long-name…']],
  ['administrators', ['administr…']],
  ['', ['']],
])('%s is written %j', (name, lines) => {
  expect(inTwoLines(name)).toEqual(lines)
})

test('nobody decides, no chart', () => {
  expect(drawSample('decisions', { variants: ['a'] })).toEqual([])
})
