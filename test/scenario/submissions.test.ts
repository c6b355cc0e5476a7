import { describe, expect, test } from 'vitest'
import { filesOf, load, problemsOf, SMALL } from './loading.ts'

const START = 'start: 2026-11-10T18:00:00+08:00\n'

const withJob = (arrivals: string, rest = '', start = START) =>
  SMALL.replace('duration: 1h\n', `duration: 1h\n${start}`)
    .replace(/service: .*/, `job: { arrivals: ${arrivals}, duration: 5m${rest} }`)
    .replace('    replicas: 2\n', '')

const JOBS = 'time,pods\n2026-11-10T10:10:00Z,2\n0,7\n'
const files = filesOf({ 'jobs.csv': JOBS, 'odd.csv': 'time,pods\nnow,2\n' })

describe('when a job is submitted', () => {
  test.each([
    ['{ cron: "*/20 * * * *" }', { timesUs: [0, 1200e6, 2400e6] }],
    ['{ cron: "30 18 10 11 2" }', { timesUs: [1800e6] }], // on the clock of the start
    ['{ csv: jobs.csv, pods: pods }', { timesUs: [0, 600e6], pods: [7, 2] }],
    ['{ csv: jobs.csv }', { timesUs: [0, 600e6] }],
  ])('%s', (arrivals, expected) => {
    const { variants, document } = load(withJob(arrivals), { files })
    expect(variants[0].workloads[0]).toMatchObject({ arrivals: { kind: 'at', ...expected } })
    // What a run writes down of the scenario reads back as the same.
    const again = load(JSON.stringify(document), { files })
    expect(again.variants[0].workloads).toEqual(variants[0].workloads)
  })

  test('a schedule that does not come is noted', () => {
    expect(load(withJob('{ cron: "0 2 * * *" }')).notes).toEqual([
      {
        about: 'workloads[0].job.arrivals.cron',
        text: '"0 2 * * *" does not come within the scenario (1h); the job never runs',
      },
    ])
  })

  test.each([
    ['{ csv: none.csv }', 'csv: there is no file none.csv'],
    ['{ csv: odd.csv, pods: pods }', 'csv: odd.csv:2: 1 × unreadable time: line 2 ("now")'],
    ['{ csv: jobs.csv, duration: length }', 'csv: jobs.csv has no column "length"'],
  ])('%s is refused', (arrivals, says) => {
    expect(problemsOf(withJob(arrivals), { files })[0]).toContain(`workloads[0].job.arrivals.${says}`)
  })

  test('more pods than a run can take are refused', () => {
    expect(problemsOf(withJob('{ every: 1s }', ', completions: 40000'))[0]).toContain('144000000 pods in all')
  })
})

test('what a job is when it says little', () => {
  const [job] = load(withJob('1/h', ', parallelism: 3, activeDeadline: 1h')).variants[0].workloads
  expect(job).toMatchObject({
    concurrency: 'Allow',
    startingDeadlineUs: null,
    parallelism: 3,
    completions: 3,
    failureShare: 0,
    backoffLimit: 6,
    activeDeadlineUs: 3600e6,
    deadlineUs: 3600e6,
    gang: null,
    queue: null,
  })
})
