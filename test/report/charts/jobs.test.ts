import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'

test('waiting above running, the mean wait in the finding', () => {
  const { config, finding } = onlyDrawing(drawSample('jobs', { variants: ['a', 'b'] }))
  expect(panelTitles(config)).toEqual(['waiting, jobs', 'running, jobs'])
  expect(plainSpaces(finding)).toBe('Mean wait of a job: 0 s with a and 13 s with b.')
})

test('no jobs, no chart', () => {
  expect(drawSample('jobs', { jobs: [] })).toEqual([])
})
