import { expect, test } from 'vitest'
import { isDrawing } from '../../../src/report/charts/chart-config.ts'
import { drawChart, drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('what binds is drawn, requested above used, up to at least 100 %; the rest is said', () => {
  const figures = drawSample('utilisation')
  expect(figures.map((figure) => [figure.name, isDrawing(figure)])).toEqual([
    ['utilisation-cpu', true],
    ['utilisation-memory', false],
  ])
  const { config } = onlyDrawing(figures.slice(0, 1))
  expect(panelTitles(config)).toEqual(['requested, %', 'used, %'])
  expect(config.options.scales.y1?.max).toBe(1)
  expect(plainSpaces(figures[0]?.finding ?? '')).toMatch(
    /^CPU on average: requested from 84\.0 % with static to .* used from/,
  )
})

test('pods that use what they request have one panel', () => {
  const results = sampleResults({ variants: ['a'] })
  const level = (name: string) => ({ name, of: 'cpu', unit: 'share', statistic: 'mean', values: [0.5, 1] }) as const
  const series = [level('utilisation.requested'), level('utilisation.used')]
  const variants = results.variants.map((variant) => ({ ...variant, series }))
  expect(panelTitles(onlyDrawing(drawChart('utilisation', { ...results, variants })).config)).toEqual(['requested, %'])
})

test('a resource that nothing uses is not drawn, another name becomes a file name', () => {
  const results = sampleResults({ variants: ['a'] })
  const zero = {
    name: 'utilisation.used',
    of: 'ephemeral-storage',
    unit: 'share',
    statistic: 'mean',
    values: [0, 0],
  } as const
  const gpu = {
    name: 'utilisation.requested',
    of: 'nvidia.com/gpu',
    unit: 'share',
    statistic: 'mean',
    values: [0.5, 1],
  } as const
  const variants = results.variants.map((variant) => ({ ...variant, series: [zero, gpu] }))
  const figures = drawChart('utilisation', { ...results, variants })
  expect(figures.map((figure) => [figure.name, figure.topic])).toEqual([
    ['utilisation-nvidia-com-gpu', 'nvidia.com/gpu utilisation'],
  ])
})
