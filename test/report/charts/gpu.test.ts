import { expect, test } from 'vitest'
import { isDrawing } from '../../../src/report/charts/chart-config.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { drawChart, drawSample, onlyDrawing, panelTitles } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

function withGpus(asked: readonly number[]) {
  const results = sampleResults({ variants: ['a'] })
  const series = (name: string, values: readonly number[], of: string | null = null) =>
    ({ name, of, unit: 'GPUs', statistic: 'mean', values }) as const
  const added = [
    series('gpu.total', [8, 8, 8]),
    series('gpu.asked', asked),
    series('gpu.allocated', [2, 4, 6]),
    series('gpu.fragment', [1, 1, 2]),
    series('gpu.fragmentBy', [1, 1, 0.5], 'lack of GPU'),
    series('gpu.fragmentBy', [0, 0, 1.5], 'lack of CPU'),
  ]
  return { ...results, variants: results.variants.map((each) => ({ ...each, series: [...each.series, ...added] })) }
}

test('while a cluster is filled, against what has been asked for', () => {
  const [allocation, causes] = drawChart('gpu', withGpus([2, 4, 10])).filter(isDrawing)
  expect(panelTitles(allocation!.config)).toEqual(['allocated, %', 'fragmented, %'])
  expect(allocation!.config.options.scales['x']?.timed).toBeUndefined()
  const points = Object.fromEntries(allocation!.config.data.datasets.map(({ yAxisID, data }) => [yAxisID, data]))
  // Of 8 GPUs: asked for 2, 4, 10; allocated 2, 4, 6; fragmented 1, 1, 2
  expect(points['y1']).toEqual([
    { x: 0.25, y: 0.25 },
    { x: 0.5, y: 0.5 },
    { x: 1.25, y: 0.75 },
  ])
  expect(points['y0']).toEqual([
    { x: 0.25, y: 0.125 },
    { x: 0.5, y: 0.125 },
    { x: 1.25, y: 0.25 },
  ])
  // At the end
  const parts = causes!.config.data.datasets.map(({ label, data }) => [label, (data as { x: number }[])[0]?.x])
  expect(parts).toEqual([
    ['lack of GPU', 0.0625],
    ['lack of CPU', 0.1875],
  ])
})

test('beside it stands the key of the variants', () => {
  const figure = /id="gpu-allocation".*?<\/figure>/s.exec(renderHtml(withGpus([2, 4, 10])))
  expect(figure?.[0].match(/<li>.*?<span>a<\/span><\/li>/gs)).toHaveLength(1)
})

test('where pods also leave, over time', () => {
  const { config } = onlyDrawing(drawChart('gpu', withGpus([2, 4, 3])).slice(0, 1))
  expect(config.options.scales['x']?.timed).toBe(true)
})

test('no GPUs, no chart', () => {
  expect(drawSample('gpu')).toEqual([])
})
