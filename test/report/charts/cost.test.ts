import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'

test('adds up to the total', () => {
  const { config, finding } = onlyDrawing(drawSample('cost', { variants: ['a'] }))
  // 42 nodes · 0.192 USD/h · 24 h
  expect(config.data.datasets[0]?.values?.at(-1)).toBeCloseTo(193.54, 1)
  expect(plainSpaces(finding)).toBe('Cost of the run: 193.54 USD.')
})

test('no prices, no chart', () => {
  expect(drawSample('cost', { prices: false })).toEqual([])
})
