import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'

test('one panel per service, peaks in the finding', () => {
  const { config, finding } = onlyDrawing(drawSample('replicas', { variants: ['a', 'b'] }))
  expect(panelTitles(config)).toEqual(['checkout, replicas', 'search, replicas'])
  expect(plainSpaces(finding)).toMatch(/^Most replicas ready at once: checkout \d+ replicas with a and .*; search /)
})

test('one service needs no name at its axis', () => {
  expect(panelTitles(onlyDrawing(drawSample('replicas', { services: ['web'] })).config)).toEqual(['replicas'])
})

test('more than two services are counted together', () => {
  const { finding } = onlyDrawing(drawSample('replicas', { services: ['a', 'b', 'c'], variants: ['only'] }))
  // 52 000 · 0.8 / 450 = 92.4, twice 52 000 · 0.4 · 0.8 / 450 = 37.0
  expect(plainSpaces(finding)).toBe('Most replicas ready at once, these services together: 166 replicas.')
})

test('no services, no chart', () => {
  expect(drawSample('replicas', { services: [] })).toEqual([])
})
