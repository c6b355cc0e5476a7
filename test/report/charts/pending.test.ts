import { expect, test } from 'vitest'
import { drawChart, drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

test('the highest level, with the waits', () => {
  const [figure] = drawSample('pending', { variants: ['a', 'b', 'c'] })
  expect(plainSpaces(figure!.finding)).toMatch(
    /^Most pods pending at once: 0 pods with a, .*; 95 of 100 waited at most 82 s with b and 103 s with c\.$/,
  )
})

test('nobody waited: one sentence', () => {
  expect(drawSample('pending', { variants: ['a'] })).toEqual([
    { name: 'pending', topic: 'Pending pods', finding: 'No pod had to wait for a node.' },
  ])
})

test.each([
  [4, false],
  [5, true],
])('%d of 100 steps with pods that wait: drawn %s', (steps, drawn) => {
  const results = sampleResults({ variants: ['a', 'b'], buckets: 100 })
  const variants = results.variants.map((variant) => ({
    ...variant,
    series: variant.series.map((each) =>
      each.name === 'pods.pending' ? { ...each, values: each.values.map((_, at) => (at < steps ? 3 : 0)) } : each,
    ),
  }))
  const [figure] = drawChart('pending', { ...results, variants })
  expect('config' in figure!).toBe(drawn)
  if (drawn) {
    const { config, caption } = onlyDrawing([figure!])
    expect(config.data.datasets).toHaveLength(2)
    expect(plainSpaces(caption)).toMatch(/^Pods without a node, highest level in each /)
  }
  expect(plainSpaces(figure!.finding)).toMatch(/^Most pods pending at once: 3 pods/)
})
