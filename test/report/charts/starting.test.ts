import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, panelTitles } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

function withStages(stages: Readonly<Record<string, readonly number[]>>[], buckets = 4) {
  const results = sampleResults({ variants: stages.map((_, v) => `v${v}`), buckets })
  const variants = results.variants.map((variant, v) => {
    const added = Object.entries(stages[v] ?? {}).map(
      ([of, values]) => ({ name: 'pods.starting', of, unit: 'pods', statistic: 'mean', values }) as const,
    )
    return { ...variant, series: [...variant.series, ...added] }
  })
  return { ...results, variants }
}

test('stages upon each other; the crosshair reads each by itself', () => {
  const stages = { pulling: [1, 2, 0, 0], starting: [0, 0, 0, 0], warming: [0, 3, 4, 0] }
  const { config, readouts } = onlyDrawing(drawChart('starting', withStages([stages])))
  // Nothing is ever starting: it has no layer.
  expect(config.data.datasets.map(({ label, values, readOut }) => [label, values, readOut])).toEqual([
    ['pulling images', [1, 2, 0, 0], stages.pulling],
    ['warming up', [1, 5, 4, 0], stages.warming],
  ])
  // The key reads from the top of the stack.
  expect(readouts?.[0]?.lines).toEqual([1, 0])
})

test('a panel for each variant in which pods start, on one scale', () => {
  const { config, caption } = onlyDrawing(
    drawChart(
      'starting',
      withStages([
        { pulling: [0, 0, 0, 0] },
        { pulling: [9, 9, 9, 9] },
        { pulling: [1, 0, 0, 0] },
        { pulling: [0.1, 0, 0, 0] },
      ]),
    ),
  )
  expect(panelTitles(config).sort()).toEqual(['v1, pods', 'v2, pods'])
  expect(caption).toContain('the 2 of 4 variants')
})

test('a still picture shows the part of the run in which pods start', () => {
  const values = Array.from({ length: 100 }, (_, at) => (at === 50 || at === 54 ? 8 : 0))
  expect(onlyDrawing(drawChart('starting', withStages([{ pulling: values }], 100))).window).toEqual({
    from: 48,
    to: 57,
  })
  const all = Array.from({ length: 100 }, () => 8)
  expect(onlyDrawing(drawChart('starting', withStages([{ pulling: all }], 100))).window).toBeUndefined()
})

test('records that do not know it have no such chart', () => {
  expect(drawSample('starting')).toEqual([])
})
