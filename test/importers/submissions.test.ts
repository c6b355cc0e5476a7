import { describe, expect, it, test } from 'vitest'
import { readSubmissions, type SubmissionBounds, type SubmissionColumns } from '../../src/importers/submissions.ts'

const ALL = { time: 'time', pods: 'pods', duration: 'seconds' }
const START_US = Date.UTC(2026, 10, 9) * 1000
const BOUNDS = { startEpochUs: START_US, durationUs: 3600e6, podsMax: 100 }

const read = (text: string, columns: SubmissionColumns = ALL, bounds: SubmissionBounds = BOUNDS) =>
  readSubmissions('jobs.csv', text, columns, bounds)

it('reads times from the start or by the calendar, in order of time', () => {
  const { submissions, notes, problems } = read('time,pods,seconds\n600,2,90\n2026-11-09T00:01:00Z,1,0.5\n0.25,3,10\n')
  expect(problems).toEqual([])
  expect(notes).toEqual([])
  expect(submissions).toEqual({
    timesUs: [250_000, 60e6, 600e6],
    pods: [3, 1, 2],
    durationsUs: [10e6, 500_000, 90e6],
  })
})

it('needs no more than times', () => {
  expect(read('time\n5\n', { time: 'time', pods: null, duration: null }).submissions).toEqual({
    timesUs: [5e6],
  })
})

it('leaves out what is not in the scenario, and says so', () => {
  const { submissions, notes } = read('time,pods,seconds\n2026-11-08T23:59:59Z,1,1\n3599,1,1\n3600,1,1\n')
  expect(submissions?.timesUs).toEqual([3599e6])
  expect(notes).toEqual([
    { about: 'jobs.csv:2', text: '1 × submission before the start, left out: line 2 (2026-11-08T23:59:59Z)' },
    { about: 'jobs.csv:4', text: '1 × submission after the end, left out: line 4 (3600)' },
  ])
})

describe('what cannot be read', () => {
  test.each([
    ['time,pods,seconds\nsoon,1,1\n', 'jobs.csv:2: 1 × unreadable time: line 2 ("soon")'],
    ['time,pods,seconds\n1,0,1\n', 'jobs.csv:2: 1 × pods that are not a whole number from 1 to 100: line 2 ("0")'],
    ['time,pods,seconds\n1,101,1\n', 'jobs.csv:2: 1 × pods that are not a whole number from 1 to 100: line 2 ("101")'],
    ['time,pods,seconds\n1,1,-1\n', 'jobs.csv:2: 1 × duration that is not a number of seconds: line 2 ("-1")'],
    ['time,pods,seconds\n1,1\n', 'jobs.csv:2: 1 × duration that is not a number of seconds: line 2 ("")'],
    ['time,pods\n1,1\n', 'jobs.csv has no column "seconds"'],
    ['time,pods,seconds\n', 'jobs.csv has no submission within the scenario'],
  ])('%j', (text, message) => {
    expect(read(text).problems.map((problem) => problem.message)).toEqual([message])
    expect(read(text).submissions).toBe(null)
  })

  test('a date in a scenario without a start', () => {
    const { problems } = read('time,pods,seconds\n2026-11-09,1,1\n', ALL, { ...BOUNDS, startEpochUs: null })
    expect(problems[0].message).toBe('jobs.csv:2: 1 × a date, but the scenario names no start: line 2 (2026-11-09)')
  })
})
