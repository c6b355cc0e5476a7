import { expect, test } from 'vitest'
import { isDrawing } from '../../../src/report/charts/chart-config.ts'
import { drawChart, drawSample, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('one chart per resource, requested above used, up to at least 100 %', () => {
  const drawings = drawSample('utilisation').filter(isDrawing)
  expect(drawings.map((drawing) => drawing.name)).toEqual(['utilisation-cpu', 'utilisation-memory'])
  for (const { config } of drawings) {
    expect(panelTitles(config)).toEqual(['requested, %', 'used, %'])
    expect(config.options.scales.y1?.max).toBe(1)
  }
  expect(plainSpaces(drawings[0]?.finding ?? '')).toMatch(
    /^CPU on average: requested from 84\.0 % with static to .* used from/,
  )
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
