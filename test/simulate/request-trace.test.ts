import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { filesOf, load, problemsOf } from '../scenario/loading.ts'

/** Seconds after the first, tokens read, tokens written; one row out of order, one that cannot be read. */
const LOG = `TIMESTAMP,ContextTokens,GeneratedTokens
2026-11-16 18:00:00.00,100,10
2026-11-16 18:00:10.00,300,2
2026-11-16 18:00:00.50,200,4
2026-11-16 18:00:10.05,0,4
2026-11-16 18:00:10.10,1000,0
soon,1,1
2026-11-16 18:00:40.00,50,30
2026-11-16 18:00:50.00,50,30
2026-11-16 18:01:00.00,50,30
2026-11-16 18:01:10.00,50,30
2026-11-16 18:01:20.00,50,30
2026-11-16 18:01:30.00,50,30
2026-11-16 18:02:00.00,50,30
`

const files = filesOf({ 'log.csv': LOG })
const text = (service: string) => `apiVersion: simcap/v1
name: log
duration: 2m
seriesEvery: 10s
cluster:
  nodePools: [{ name: general, count: 1, capacity: { cpu: 8, memory: 32Gi } }]
workloads:
  - name: model
    replicas: 1
    requests: { cpu: 1, memory: 1Gi }
    limits: { cpu: 4 }
    service:
${service.replaceAll(/^/gm, '      ')}
`
const TRACE = 'load: { request-trace: { file: log.csv } }'
const TOKENS = `${TRACE}\ntokenTime: { base: 100ms, context: 1ms, generated: 50ms }\ntimeout: 10s`

function run(service: string) {
  const scenario = load(text(service), { files })
  const result = simulate(scenario, scenario.variants[0])
  return { scenario, result, summary: result.services[0].summary }
}

// base 100 ms + 1 ms for each token read + 50 ms for each written; the last row comes as the run ends
const WORK = [0.7, 0.5, 0.5, 0.3, 1.1, 1.65, 1.65, 1.65, 1.65, 1.65, 1.65]
const BUSY = WORK.reduce((sum, seconds) => sum + seconds, 0)

describe('a log of requests as load', () => {
  test('one by one: its moments, its service times, and a line where they meet', () => {
    const { summary, result } = run(`${TOKENS}\nfidelity: requests`)
    // 0.5 s finds 0.7 s of work; 10.05 s finds 0.5 s, 10.1 s finds that and 0.3 s more
    const waits = [0, 0.7 - 0.5, 0, 0.45, 0.7, 0, 0, 0, 0, 0, 0]
    const wait = waits.reduce((sum, seconds) => sum + seconds, 0)
    expect(summary['requests.total']).toBeCloseTo(11, 9)
    expect(summary['requests.served']).toBeCloseTo(11, 9)
    expect(summary['requests.waitSecondsMean']).toBeCloseTo(wait / 11, 9)
    expect(summary['latency.mean']).toBeCloseTo((BUSY + wait) / 11, 9)
    const came = result.series.find(({ name, of }) => name === 'load' && of === 'model')?.values ?? []
    // What a second counts is the rate of the next one.
    expect(came.map((rate) => Math.round((rate ?? 0) * 10))).toEqual([2, 3, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0])
  })

  test('as a fluid: its rate, and the mean and the spread of its service times', () => {
    const { scenario, summary } = run(TOKENS)
    const [workload] = scenario.variants[0].workloads
    // Seven of them in the first minute, four in the second.
    expect(summary['load.max']).toBeCloseTo(7 / 60, 12)
    expect(summary['requests.total']).toBeCloseTo(11, 9)
    expect(summary['utilisation.service.mean']).toBeCloseTo(BUSY / 120, 6)
    expect(workload.kind === 'service' && workload.serviceTimeUs).toEqual({
      kind: 'empirical',
      values: WORK.map((seconds) => Math.round(seconds * 1e6)),
    })
  })

  test('says what is odd in it', () => {
    expect(run(TOKENS).scenario.notes.map(({ about, text: said }) => `${about} ${said}`)).toEqual([
      'log.csv:7 1 × unreadable time stamp, row left out: line 7 ("soon")',
      'log.csv:4 1 × time stamp before the one above it, rows put in order: line 4 (9.5s back)',
    ])
  })

  test('without tokenTime the moments are those of the log, and service times are drawn', () => {
    const { summary } = run(`${TRACE}\nserviceTime: 3s\ntimeout: 10s\nfidelity: requests`)
    // At 0 s and 0.5 s; 10 s, 10.05 s and 10.1 s: waits of 2.5, 2.95 and 5.9 s.
    expect(summary['requests.waitSecondsMean']).toBeCloseTo((2.5 + 2.95 + 5.9) / 11, 9)
  })

  test('a limit on cpu stretches what tokens take', () => {
    // 6 cores × 1 s of work for each request in 4 cores: 1.5 s at least, where the mean is 13 s / 11.
    const stretch = 1.5 / (BUSY / 11)
    const { summary } = run(`${TOKENS}\nfidelity: requests\ncpuPerRequest: 6s`)
    expect(summary['utilisation.service.mean']).toBeCloseTo((BUSY * stretch) / 120, 3)
  })

  test('a part of a log is a rate like any other', () => {
    const { summary } = run(
      'load: { scale: { curve: { request-trace: { file: log.csv } }, by: 200 } }\nserviceTime: 1ms\nfidelity: requests',
    )
    expect(summary['requests.total']).not.toBe(2200)
    expect(Math.abs((summary['requests.total'] ?? 0) - 2200)).toBeLessThan(5 * Math.sqrt(2200))
  })

  test.each([
    ['load: 1/s\ntokenTime: { base: 1s }', 'service.tokenTime: its load is no request-trace'],
    [`${TRACE}\nserviceTime: 2s\ntokenTime: { base: 1s }`, '`tokenTime` and `serviceTime` say the same thing twice'],
    [`${TRACE}\ntokenTime: {}`, 'service.tokenTime: a service time of 0s'],
    [
      'load: { request-trace: { file: calls.csv } }\ntokenTime: { base: 1s }',
      'service.tokenTime: no request of the trace has tokens',
    ],
    ['load: { request-trace: { file: none.csv } }\ntokenTime: { base: 1s }', 'there is no file none.csv'],
  ])('%j is refused', (service, says) => {
    const calls = filesOf({ 'log.csv': LOG, 'calls.csv': 'app,func,end_timestamp,duration\na,f,1,0.5\n' })
    const problems = problemsOf(text(service), { files: calls })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
  })
})
