import { expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { filesOf, load, problemsOf } from './loading.ts'

const text = (workloads: string) => `apiVersion: simcap/v1
name: mistakes
duration: 10m
cluster:
  nodePools: [{ name: general, count: 1, capacity: { cpu: 8, memory: 32Gi } }]
workloads:
${workloads}`

const service = (name: string, said: string) => `  - { name: ${name}, requests: { cpu: 1 }, service: { ${said} } }\n`

/** What planners get wrong in loads and services, and what they are told. */
test.each([
  [
    'services that call each other in a circle',
    service('a', 'load: 1/s, serviceTime: 1s, calls: [{ service: b }]') +
      service('b', 'serviceTime: 1s, calls: [{ service: a }]'),
    'services call each other in a circle: a → b → a',
  ],
  [
    'zero capacity',
    service('a', 'load: 1/s, capacityPerReplica: 0/s'),
    'service.capacityPerReplica: a replica with a capacity of 0/s serves no request at all',
  ],
  ['zero service time', service('a', 'load: 1/s, serviceTime: 0s'), 'service.serviceTime: a service time of 0s'],
  [
    'a distribution without a mean',
    service('a', 'load: 1/s, serviceTime: { pareto: { min: 5ms, alpha: 0.9 } }'),
    'with alpha 0.9 and no max it has no mean',
  ],
  [
    'a file without a single usable stamp',
    service('a', 'load: { csv: { file: bad.csv } }, serviceTime: 1s'),
    'unreadable time stamp',
  ],
])('%s: refused', (_, workloads, says) => {
  const problems = problemsOf(text(workloads), { files: filesOf({ 'bad.csv': 'timestamp,value\nnoon,1\n' }) })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(says)
})

test.each([
  [
    'a timeout shorter than the service time',
    'load: 1/s, serviceTime: 3s, concurrency: 4, timeout: 1s',
    'workloads[0].service.timeout the timeout of a, 1s, is shorter than its mean service time; it bounds the wait, not the work',
  ],
  [
    'overlapping and missing stamps',
    'load: { csv: { file: odd.csv } }, serviceTime: 1s',
    'odd.csv:4 1 × repeated time stamp, mean of the values taken: line 4; odd.csv:6 1 × gap longer than the usual step of 1m: line 6 (3m); odd.csv it ends 7m after the start, the scenario 10m; its last value is kept from then on',
  ],
])('%s: said, and run', (_, said, says) => {
  const odd = 'timestamp,value\n0,1\n60,1\n60,2\n120,1\n300,1\n360,1\n'
  const { notes } = load(text(service('a', said)), { files: filesOf({ 'odd.csv': odd }) })
  expect(notes.map(({ about, text: note }) => `${about} ${note}`).join('; ')).toBe(says)
})

test('a curve that goes negative: clipped at 0, and the results say from when on', () => {
  // 10 − t/30 per second: 0 at 300 s, so 10/s × 300 s / 2 come
  const scenario = load(text(service('a', 'load: { expression: "10 - t / 30" }, serviceTime: 1s, concurrency: 20')))
  const { notes, services } = simulate(scenario, scenario.variants[0])
  expect(services[0].summary['requests.total']).toBeCloseTo(1500, 6)
  expect(notes.map(({ text: note }) => note).join()).toContain('not a number from second 300; taken as 0')
})
