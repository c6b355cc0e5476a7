import { expect, test } from 'vitest'
import { load, problemsOf, SMALL } from './loading.ts'

const QUEUES = `
  - { name: nightly, quota: { cpu: 6 }, borrowingLimit: { cpu: 1 } }
  - { name: other, quota: { cpu: 4, memory: 8Gi }, weight: 2 }`

const withJob = (job: string, queues = QUEUES) => `${SMALL}  - name: batch
    requests: { cpu: 1, memory: 1Gi }
    job: { arrivals: { at: [0s] }, duration: 1m, ${job} }
${queues === '' ? '' : `queues:${queues}\n`}`

test('a queue has an unlimited quota and the weight 1 unless it says otherwise', () => {
  const [{ queues, workloads }] = load(withJob('queue: nightly, gang: { timeout: 5m }')).variants
  expect(queues).toEqual([
    { name: 'nightly', quota: { cpu: 6000 }, borrowingLimit: { cpu: 1000 }, weight: 1 },
    { name: 'other', quota: { cpu: 4000, memory: 8 * 1024 * 1024 * 1024 }, borrowingLimit: {}, weight: 2 },
  ])
  expect(workloads[1]).toMatchObject({
    queue: 'nightly',
    gang: { minCount: null, timeoutUs: 300e6, backfill: true },
  })
})

test.each([
  ['queue: nightli', QUEUES, 'workloads[1].job.queue: no queue named "nightli"'],
  ['queue: nightly', '', 'workloads[1].job.queue: no queue named "nightly"'],
  ['gang: { backfill: false }', QUEUES, 'workloads[1].job.gang.backfill: without a queue nobody is behind a gang'],
  [
    'parallelism: 2, completions: 5, gang: { minCount: 3 }',
    QUEUES,
    'workloads[1].job.gang.minCount: a gang of 3 never comes together: a submission has 2 pods at once',
  ],
  // 6 of its own and 1 borrowed; with the other queue there would be 10.
  [
    'queue: nightly, parallelism: 8',
    QUEUES,
    'workloads[1].job.queue: the queue can never let a submission in: it asks for more cpu than the quota and what may be borrowed',
  ],
  // It may borrow all, and that is 8 GiB.
  [
    'queue: other, parallelism: 9',
    QUEUES,
    'workloads[1].job.queue: the queue can never let a submission in: it asks for more memory than the quota and what may be borrowed',
  ],
])('%s is a mistake', (job, queues, problem) => {
  expect(problemsOf(withJob(job, queues)).map((line) => line.replace(/^\S+ /, ''))).toEqual([problem])
})

test('a queue that just holds a submission is no mistake', () => {
  expect(problemsOf(withJob('queue: nightly, parallelism: 7'))).toEqual([])
  expect(problemsOf(withJob('queue: other, parallelism: 8'))).toEqual([])
})
