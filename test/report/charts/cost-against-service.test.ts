import { expect, test } from 'vitest'
import { renderHtml } from '../../../src/report/html.ts'
import { drawSample, onlyDrawing } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('one mark per variant; the beaten ones are named', () => {
  const { config, finding } = onlyDrawing(drawSample('cost-against-service'))
  expect(config.type).toBe('scatter')
  expect(config.data.datasets.map((dataset) => dataset.data.length)).toEqual([1, 1, 1, 1])
  expect(finding).toMatch(/^static and target-utilisation are beaten both ways: /)
})

test('beside each mark stand its numbers', () => {
  const results = sampleResults()
  const { marks } = onlyDrawing(drawSample('cost-against-service'))
  expect(marks).toHaveLength(4)
  results.variants.forEach(({ summary }, index) => {
    expect(marks?.[index]).toMatch(/^[\d.]+\u00a0USD · [\d.]+\u00a0%$/)
    expect(Number.parseFloat(marks?.[index] ?? '')).toBeCloseTo(summary['cost.total'] ?? 0, 1)
  })
})

test('of five variants each has a mark of its own, and a key of its own on the page', () => {
  const variants = ['a', 'b', 'c', 'd', 'e']
  const { config } = onlyDrawing(drawSample('cost-against-service', { variants }))
  const looks = config.data.datasets.map(({ borderColor, pointStyle }) => `${borderColor} ${String(pointStyle)}`)
  expect(new Set(looks).size).toBe(5)
  const figure = /id="cost-against-service".*?<\/figure>/s.exec(renderHtml(sampleResults({ variants })))
  expect(figure?.[0].match(/<li>/g)).toHaveLength(5)
})

test('marks stay inside their axes', () => {
  const { config } = onlyDrawing(drawSample('cost-against-service'))
  const { x, y0 } = config.options.scales as Record<string, { min: number; max: number }>
  for (const dataset of config.data.datasets) {
    const [point] = dataset.data as { x: number; y: number }[]
    expect(point?.x).toBeGreaterThan(x?.min ?? Infinity)
    expect(point?.x).toBeLessThan(x?.max ?? 0)
    expect(point?.y).toBeLessThanOrEqual(y0?.max ?? 0)
  }
})

test('a variant that pays for less harm is not beaten', () => {
  const { finding } = onlyDrawing(drawSample('cost-against-service', { variants: ['a', 'b'], services: [] }))
  expect(finding).toMatch(/^Every variant buys something/)
})

test('one variant, or no harm anywhere: nothing to weigh', () => {
  expect(drawSample('cost-against-service', { variants: ['a'] })).toEqual([])
  expect(drawSample('cost-against-service', { variants: ['a'], headroom: 1.3, jobs: [] })).toEqual([])
})
