import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, plainSpaces } from '../draw-chart.ts'

test('the highest level of each bucket, with the waits', () => {
  const { config, finding, caption } = onlyDrawing(drawSample('pending', { variants: ['a', 'b', 'c'] }))
  expect(config.data.datasets).toHaveLength(3)
  expect(plainSpaces(caption)).toBe('Pods without a node, highest level in each 3 min')
  expect(plainSpaces(finding)).toMatch(
    /^Most pods pending at once: 0 pods with a, .*; 95 of 100 waited at most 82 s with b and 103 s with c\.$/,
  )
})

test('nobody waited: one sentence', () => {
  expect(drawSample('pending', { variants: ['a'] })).toEqual([
    { name: 'pending', topic: 'Pending pods', finding: 'No pod had to wait for a node.' },
  ])
})
