import { expect, test } from 'vitest'
import { drawSample, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'

test('a panel of working pods per job, the mean wait in the finding', () => {
  const { config, finding } = onlyDrawing(drawSample('jobs', { variants: ['a', 'b'], jobs: ['nightly', 'train'] }))
  expect(panelTitles(config)).toEqual(['nightly, pods', 'train, pods'])
  expect(plainSpaces(finding)).toBe('Mean wait of a job: 0 s with a and 13 s with b.')
})

test('of many jobs the largest', () => {
  const { config, caption } = onlyDrawing(drawSample('jobs', { jobs: ['a', 'b', 'c', 'd', 'e'] }))
  expect(panelTitles(config)).toHaveLength(4)
  expect(caption).toContain('the 4 largest of 5 jobs')
})

test('no jobs, no chart', () => {
  expect(drawSample('jobs', { jobs: [] })).toEqual([])
})
