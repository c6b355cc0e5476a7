import { describe, expect, test } from 'vitest'
import type { JobQueue } from '../../src/model/job-queue.ts'
import type { JobWorkload } from '../../src/model/workload.ts'
import { amounts, type Said, SECOND } from '../builders/amounts.ts'
import { gpuNode, gpuPod } from '../builders/gpus.ts'
import { job, nodeShape, podTemplate, pool } from '../builders/model.ts'
import { seriesOf, simulated, summaryOf } from '../builders/simulated.ts'

const times = (count: number) => ({ kind: 'at' as const, timesUs: Array.from({ length: count }, () => 0) })
const at = (...seconds: number[]) => ({ kind: 'at' as const, timesUs: seconds.map((s) => s * SECOND) })

function queue(name: string, quota: Said = {}, parts: Partial<JobQueue> = {}): JobQueue {
  return { name, quota: amounts(quota), borrowingLimit: {}, weight: 1, ...parts }
}

/** A job whose pods work for `minutes`; `asks` of each. */
function work(name: string, asks: Said, minutes: number, parts: Partial<JobWorkload> = {}): JobWorkload {
  const pod = podTemplate(asks, { terminationUs: 0 })
  return job({ name, pod, durationUs: { kind: 'constant', value: minutes * 60 * SECOND }, ...parts })
}

const roomy = [pool({ shape: nodeShape({ cpu: 1000, memory: 1000 }) })]

describe('queues of one cohort', () => {
  /** The example of dominant resource fairness: 9 cores and 18 GiB in two equal quotas, ten tasks of each kind. */
  function example(parts: Partial<JobQueue>) {
    const queues = [queue('a', { cpu: 4.5, memory: 9 }, parts), queue('b', { cpu: 4.5, memory: 9 }, parts)]
    const workloads = [
      work('of-a', { cpu: 1, memory: 4 }, 60, { queue: 'a', arrivals: times(10) }),
      work('of-b', { cpu: 3, memory: 1 }, 60, { queue: 'b', arrivals: times(10) }),
    ]
    const result = simulated(600, { pools: roomy, workloads, queues })
    return ['a', 'b'].map((name) => summaryOf(result, name))
  }

  test('borrow what others leave, in order of dominant shares', () => {
    const [a, b] = example({})
    expect(a).toMatchObject({ 'queue.admittedShare': 0.3, 'queue.waiting.mean': 7 })
    expect(b).toMatchObject({ 'queue.admittedShare': 0.2, 'queue.waiting.max': 8 })
    expect(a['queue.dominantShare.mean']).toBeCloseTo(12 / 18)
    expect(b['queue.dominantShare.mean']).toBeCloseTo(6 / 9)
  })

  test('keep to their own where they may not borrow', () => {
    const [a, b] = example({ borrowingLimit: amounts({ cpu: 0, memory: 0 }) })
    expect(a['queue.admittedShare']).toBe(0.2) // 2 × 4 GiB of 9
    expect(b['queue.admittedShare']).toBe(0.1) // 3 cores of 4.5
  })
})

test("what is a queue's own, as shares of what all have", () => {
  const queues = [queue('a', { cpu: 6, memory: 2 }, { weight: 3 }), queue('b', { cpu: 2, memory: 6 }), queue('free')]
  const result = simulated(60, { pools: roomy, workloads: [work('small', { cpu: 1 }, 1, { queue: 'a' })], queues })
  expect(summaryOf(result, 'a')).toMatchObject({ 'queue.quotaShare': 6 / 8, 'queue.fairShare': 3 / 5 })
  expect(summaryOf(result, 'b')).toMatchObject({ 'queue.quotaShare': 6 / 8, 'queue.fairShare': 1 / 5 })
  expect(summaryOf(result, 'free')['queue.quotaShare']).toBeNull()
})

test('use and waiting over time: two jobs of a minute, one after the other', () => {
  const queues = [queue('q', { cpu: 4 }), queue('other', { cpu: 4 }, { borrowingLimit: amounts({ cpu: 0 }) })]
  const two = work('two', { cpu: 6 }, 1, { queue: 'q', arrivals: at(0, 0) })
  const result = simulated(180, { pools: roomy, workloads: [two], queues }, { seriesEveryUs: 60 * SECOND })
  expect(seriesOf(result, 'queue.dominantShare', 'q')).toEqual([0.75, 0.75, 0]) // 6 of 8 cores
  expect(seriesOf(result, 'queue.waiting', 'q')).toEqual([1, 0, 0])
})

describe('a queue', () => {
  test('lets submissions in whole and in order, also when a later one would fit', () => {
    const queues = [queue('q', { cpu: 6 })]
    const large = work('large', { cpu: 1 }, 1, { queue: 'q', arrivals: at(0, 0), parallelism: 4, completions: 4 })
    const small = work('small', { cpu: 1 }, 1, { queue: 'q', arrivals: at(1) })
    const result = simulated(600, { pools: roomy, workloads: [large, small], queues })
    expect(summaryOf(result, 'q')).toMatchObject({
      'queue.submitted': 3,
      'queue.admittedShare': 1,
      'queue.waitSecondsMean': (0 + 60 + 59) / 3, // the second large one at 60 s, and the small one with it
      'queue.waiting.max': 2,
    })
    expect(result.summary).toMatchObject({ 'jobs.finished': 3, 'pods.pending.secondsTotal': 0 })
  })

  test('counts shares of GPUs in its quota', () => {
    const quota = { 'nvidia.com/gpu': 1 }
    const sharing = job({ name: 'share', pod: gpuPod({ milli: 400 }), queue: 'q', arrivals: times(3) })
    const queues = [queue('q', {}, { quota })]
    const result = simulated(30, { pools: [pool({ shape: gpuNode(4) })], workloads: [sharing], queues })
    expect(summaryOf(result, 'q')['queue.admittedShare']).toBe(2 / 3)
    expect(summaryOf(result, 'q')['queue.dominantShare.mean']).toBeCloseTo(0.8)
  })

  test.each([
    { backfill: true, smallWaits: 0 },
    { backfill: false, smallWaits: 59 }, // until the second gang has its nodes
  ])('with backfill $backfill has a small job behind a gang wait $smallWaits s', ({ backfill, smallWaits }) => {
    const pools = [pool({ shape: nodeShape({ cpu: 6 }) })]
    const gang = { minCount: null, timeoutUs: null, backfill }
    const gangs = work('gangs', { cpu: 1 }, 1, {
      queue: 'q',
      arrivals: at(0, 0),
      parallelism: 4,
      completions: 4,
      gang,
    })
    const small = work('small', { cpu: 1 }, 1, { queue: 'q', arrivals: at(1) })
    const result = simulated(600, { pools, workloads: [gangs, small], queues: [queue('q')] })
    expect(summaryOf(result, 'small')['jobs.waitSecondsMean']).toBe(smallWaits)
    expect(result.summary['jobs.finished']).toBe(3)
  })

  test('moves on when who holds it up is given up', () => {
    const gang = { minCount: null, timeoutUs: 30 * SECOND, backfill: false }
    const gangs = work('gangs', { cpu: 1 }, 1, { queue: 'q', parallelism: 9, completions: 9, gang })
    const small = work('small', { cpu: 1 }, 1, { queue: 'q', arrivals: at(1) })
    const pools = [pool({ shape: nodeShape({ cpu: 6 }) })]
    const result = simulated(600, { pools, workloads: [gangs, small], queues: [queue('q')] })
    expect(summaryOf(result, 'small')['jobs.waitSecondsMean']).toBe(29)
    expect(result.summary['gangs.timedOut']).toBe(1)
  })
})
