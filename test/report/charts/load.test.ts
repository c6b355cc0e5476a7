import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'

test('one panel per service, each with the load in it, shaded above the capacity of the pick', () => {
  const { config, finding, caption } = onlyDrawing(drawSample('load'))
  expect(panelTitles(config)).toEqual(['checkout, k req/s', 'search, k req/s'])
  expect(config.data.datasets).toHaveLength(2 * (4 + 1))
  const load = config.data.datasets[4]
  expect(load).toMatchObject({ label: 'load', fill: { target: 3 } })
  expect(config.data.datasets[3]?.label).toBe('predictive')
  expect(plainSpaces(finding)).toBe(
    'Time with load above ready capacity, by means of 3 min: from 9.0 min with predictive to 84.0 min with static.',
  )
  expect(plainSpaces(caption)).toContain('means of 3 min; shaded: load above the capacity of predictive')
})

test('the lower panel shades against its own capacity line', () => {
  const { config } = onlyDrawing(drawSample('load'))
  const lower = config.data.datasets[9]
  expect(lower).toMatchObject({ label: 'load', fill: { target: 8 } })
  expect(config.data.datasets[8]?.yAxisID).toBe(lower?.yAxisID)
})

test('of many services, the four that lose most', () => {
  const services = ['a', 'b', 'c', 'd', 'e', 'f']
  const { config, caption } = onlyDrawing(drawSample('load', { services }))
  expect(panelTitles(config)).toHaveLength(4)
  expect(caption).toContain('the 4 of 6 services that lose most')
})

test('enough capacity is said in words, and no shade is promised', () => {
  const { finding, caption } = onlyDrawing(drawSample('load', { variants: ['a'], headroom: 1.3, services: ['web'] }))
  expect(plainSpaces(finding)).toBe('By means of 3 min, ready capacity stays above the load.')
  expect(caption).not.toContain('shaded')
})

test('no services, no chart', () => {
  expect(drawSample('load', { services: [] })).toEqual([])
})
