import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'

test('lost above late, with the shares in the finding', () => {
  const { config, finding } = onlyDrawing(drawSample('lost', { variants: ['a', 'b'] }))
  expect(panelTitles(config)).toEqual(['lost, k req/s', 'late, k req/s'])
  expect(plainSpaces(finding)).toBe(
    'Lost requests: 4.36 % with a and 2.60 % with b; late requests: 1.29 % with a and 0.54 % with b.',
  )
})

test('nothing lost and nothing late is one sentence', () => {
  expect(drawSample('lost', { variants: ['a'], headroom: 1.3 })).toEqual([
    { name: 'lost', topic: 'Lost and late requests', finding: 'No request was lost or late.' },
  ])
})

test('no services, no chart', () => {
  expect(drawSample('lost', { services: [] })).toEqual([])
})
