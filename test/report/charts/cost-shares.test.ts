import { expect, test } from 'vitest'
import { partOf } from '../../../src/results/over-seeds.ts'
import { drawChart, drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

function withShares(costs: readonly number[], idle: number) {
  const results = sampleResults({ variants: ['a'] })
  const [variant] = results.variants
  const services = costs.map((cost, at) => partOf(`w${at}`, { 'cost.requested': cost }))
  const summary = { ...variant!.summary, 'cost.total': 100, 'cost.idle': idle }
  return { ...results, variants: [{ ...variant!, services, jobs: [], summary }] }
}

test('workloads by what they requested, then what nobody did', () => {
  const { config, finding, table } = onlyDrawing(drawChart('cost-shares', withShares([10, 60], 30)))
  const parts = config.data.datasets.map(({ label, data }) => [label, (data as { x: number }[])[0]?.x])
  expect(parts).toEqual([
    ['w1', 60],
    ['w0', 10],
    ['not requested', 30],
  ])
  expect(plainSpaces(finding)).toBe('Paid for and not requested: 30.00 USD.')
  expect(table?.rows.map((row) => row[0])).toEqual(['w1', 'w0', 'not requested'])
})

test('of many workloads the cheap ones share a part, and the table has them all', () => {
  const { config, table } = onlyDrawing(drawChart('cost-shares', withShares([8, 7, 6, 5, 4, 3, 2, 1], 64)))
  const parts = config.data.datasets.map(({ label, data }) => [label, (data as { x: number }[])[0]?.x])
  expect(parts.slice(5)).toEqual([
    ['3 others', 3 + 2 + 1],
    ['not requested', 64],
  ])
  expect(table?.rows).toHaveLength(9)
})

test('the parts by use give way to it', () => {
  expect(drawChart('cost-parts', withShares([10], 90))).toEqual([])
})

test('records that do not know it have no such chart', () => {
  expect(drawSample('cost-shares')).toEqual([])
})
