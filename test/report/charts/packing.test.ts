import { expect, test } from 'vitest'
import type { PackingRecord } from '../../../src/results/types.ts'
import { drawChart, onlyDrawing, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

const packing: PackingRecord = {
  everySeconds: 360,
  samples: 2,
  rows: [
    { name: 'a-0', pool: 'a', nodes: 1 },
    { name: 'a-1', pool: 'a', nodes: 3 },
    { name: 'b-0', pool: 'a pool with a long name', nodes: 1 },
  ],
  resources: ['cpu'],
  shares: [Buffer.from([250, 125, 0, 255, 254, 254]).toString('base64')],
}

test('one row per node, a tick per pool, the mean over nodes and time in the finding', () => {
  const results = sampleResults({ variants: ['a'] })
  const figures = drawChart('packing', { ...results, variants: [{ ...results.variants[0]!, packing }] })
  const { config, finding } = onlyDrawing(figures)
  // (1 + 0.5 + 3 · 0) / 5 node samples; absent and booting count nowhere
  expect(plainSpaces(finding)).toBe('CPU requested, mean over nodes and time: 30.0 %.')
  expect(config.options.scales['y0']).toMatchObject({ max: 3, tickLabels: ['a', 'a pool w…'] })
  // Buckets of 180 s
  expect(config.options['plugins']).toMatchObject({ simcapHeat: { rows: 3, samples: 2, bucketsPerSample: 2 } })
})

test('a cluster with GPUs is looked at by its GPUs', () => {
  const results = sampleResults({ variants: ['a'] })
  const [cpu] = packing.shares
  const both = { ...packing, resources: ['cpu', 'gpu'], shares: [cpu!, Buffer.alloc(6, 250).toString('base64')] }
  const figures = drawChart('packing', { ...results, variants: [{ ...results.variants[0]!, packing: both }] })
  expect(plainSpaces(onlyDrawing(figures).finding)).toBe('GPU requested, mean over nodes and time: 100.00 %.')
})

test('records from before it was kept have no such chart', () => {
  expect(drawChart('packing', sampleResults())).toEqual([])
})
