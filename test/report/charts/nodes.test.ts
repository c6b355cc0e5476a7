import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'

test('ready above booting', () => {
  const { config, finding } = onlyDrawing(drawSample('nodes', { variants: ['a', 'b'] }))
  expect(panelTitles(config)).toEqual(['ready, nodes', 'booting, nodes'])
  expect(plainSpaces(finding)).toBe('Nodes on average: 42.0 nodes with a and 13.5 nodes with b.')
})

test('a fixed fleet is one sentence', () => {
  const [figure] = drawSample('nodes', { variants: ['a'] })
  expect(plainSpaces(figure?.finding ?? '')).toBe('42 nodes throughout.')
})
