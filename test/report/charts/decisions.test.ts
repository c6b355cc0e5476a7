import { expect, test } from 'vitest'
import { direction } from '../../../src/report/charts/decisions.ts'
import { drawSample, onlyDrawing } from '../draw-chart.ts'

test.each([
  ['6 → 24 replicas', 'up'],
  ['24 → 6 replicas', 'down'],
  ['+2 general', 'up'],
  ['−1 general-3', 'down'],
  ['evicts batch-2', 'other'],
] as const)('%s is %s', (decision, way) => {
  expect(direction({ atSeconds: 0, actor: '', decision, reason: '' })).toBe(way)
})

test('a row for each variant, marks where it decided', () => {
  const { config } = onlyDrawing(drawSample('decisions'))
  expect(config.options.scales['y0']).toMatchObject({ max: 4 })
  for (const { data, variant } of config.data.datasets)
    for (const point of data as { y: number }[]) expect(point.y).toBe((variant ?? 0) + 0.5)
})

test('nobody decides, no chart', () => {
  expect(drawSample('decisions', { variants: ['a'] })).toEqual([])
})
