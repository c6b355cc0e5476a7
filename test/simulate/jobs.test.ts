import { describe, expect, test } from 'vitest'
import type { JobWorkload } from '../../src/model/workload.ts'
import { SECOND } from '../builders/amounts.ts'
import { constant, job, nodeShape, podTemplate, pool } from '../builders/model.ts'
import { simulated } from '../builders/simulated.ts'

/** What became of a job on a node with room for `room` pods of it at once. */
function outcome(seconds: number, parts: Partial<JobWorkload>, room = 10, terminationUs = 0) {
  const pod = podTemplate({ cpu: 1 }, { terminationUs })
  const shape = nodeShape({ cpu: room }, { maxPods: room })
  return simulated(seconds, { pools: [pool({ shape })], workloads: [job({ pod, ...parts })] }).summary
}

const at = (...seconds: number[]) => ({ kind: 'at' as const, timesUs: seconds.map((s) => s * SECOND) })
const takes = (seconds: number) => constant(seconds * SECOND)

describe('completions and parallelism', () => {
  test.each([
    { parallelism: 1, completions: 6, turnaround: 360 }, // six minutes one after another
    { parallelism: 2, completions: 6, turnaround: 180 },
    { parallelism: 4, completions: 6, turnaround: 120 }, // four, then two
    { parallelism: 6, completions: 6, turnaround: 60 },
  ])('$completions pods, $parallelism at once, take $turnaround s', ({ turnaround, ...parts }) => {
    const summary = outcome(3600, parts)
    expect(summary).toMatchObject({
      'jobs.finished': 1,
      'pods.created': 6,
      'jobs.turnaroundSecondsMean': turnaround,
      'jobs.waitSecondsMean': 0,
    })
  })

  test('a job waits until as many run as it wants at once', () => {
    // Room for one: the second pod of two starts after 60 s, and the other four do not count.
    expect(outcome(3600, { parallelism: 2, completions: 6 }, 1)).toMatchObject({
      'jobs.waitSecondsMean': 60,
      'jobs.turnaroundSecondsMean': 360,
    })
  })
})

describe('retries', () => {
  test('every pod fails: backoff of 10 s and 20 s, and the third failure is one too many', () => {
    const summary = outcome(3600, { failureShare: 1, backoffLimit: 2, durationUs: takes(0), deadlineUs: 1 })
    expect(summary).toMatchObject({
      'jobs.failed': 1,
      'jobs.finished': 0,
      'jobs.retries': 2,
      'jobs.late': 1,
      'pods.created': 3,
    })
    const early = outcome(30, { failureShare: 1, backoffLimit: 2, durationUs: takes(0) })
    expect(early).toMatchObject({ 'jobs.failed': 0, 'pods.created': 2 }) // the third comes at 10 + 20 s
    expect(outcome(31, { failureShare: 1, backoffLimit: 2, durationUs: takes(0) })).toMatchObject({ 'jobs.failed': 1 })
  })

  test('the backoff grows to ten minutes: 10 + 20 + 40 + 80 + 160 + 320 + 600 + 600 s', () => {
    const always = { failureShare: 1, backoffLimit: 8, durationUs: takes(0) }
    expect(outcome(1830, always)).toMatchObject({ 'jobs.failed': 0, 'pods.created': 8 })
    expect(outcome(1831, always)).toMatchObject({ 'jobs.failed': 1, 'pods.created': 9 })
  })

  test('a job without a spare failure fails with its first pod, and the others stop', () => {
    const summary = outcome(3600, { failureShare: 1, backoffLimit: 0, parallelism: 5, completions: 5 })
    expect(summary).toMatchObject({ 'jobs.failed': 1, 'jobs.retries': 0, 'pods.created': 5 })
    // Uniform over a minute, the first of five fails after 10 s on average: far less than five minutes are worked.
    expect(Number(summary['pods.running.mean']) * 3600).toBeLessThan(5 * 60)
  })

  test('the share of failures is what it says, and the work is done all the same', () => {
    const count = 2000
    const arrivals = at(...Array.from({ length: count }, (_, i) => i))
    const summary = outcome(9000, { arrivals, failureShare: 0.2, durationUs: takes(1) }, 1000)
    expect(summary).toMatchObject({ 'jobs.finished': count, 'jobs.failed': 0 })
    // A geometric number of failures before each success: 0.2 / 0.8 on average, deviation √0.2 / 0.8.
    expect(Math.abs(Number(summary['jobs.retries']) / count - 0.25)).toBeLessThan(
      (4 * (Math.sqrt(0.2) / 0.8)) / Math.sqrt(count),
    )
  })
})

describe('deadlines', () => {
  test('at the active deadline what is left is stopped, and its place is free after the grace period', () => {
    const summary = outcome(
      3600,
      { activeDeadlineUs: 90 * SECOND, deadlineUs: 90 * SECOND, arrivals: at(0, 1), durationUs: takes(120) },
      1,
      30 * SECOND,
    )
    // The first pod holds the node until 90 + 30 s, when the second job has been stopped for 29 s.
    expect(summary).toMatchObject({
      'jobs.failed': 2,
      'jobs.late': 2,
      'jobs.finished': 0,
      'jobs.withinDeadlineShare': 0,
    })
    expect(Number(summary['pods.running.mean']) * 3600).toBeCloseTo(120, 9)
  })

  test('what finishes at its deadline is in time', () => {
    const parts = { arrivals: at(0), durationUs: takes(90) }
    expect(outcome(3600, { ...parts, activeDeadlineUs: 90 * SECOND })).toMatchObject({
      'jobs.finished': 1,
      'jobs.failed': 0,
    })
    expect(outcome(3600, { ...parts, deadlineUs: 90 * SECOND })).toMatchObject({ 'jobs.withinDeadlineShare': 1 })
    expect(outcome(3600, { ...parts, deadlineUs: 90 * SECOND - 1 })).toMatchObject({
      'jobs.late': 1,
      'jobs.finished': 1,
    })
  })

  test('a job that is still at work counts once its deadline has come', () => {
    // One place, a minute each, at once: done after 1, 2, 3 and 4 minutes; the run ends within the fourth.
    const parts = { arrivals: at(0, 0, 0, 0), deadlineUs: 150 * SECOND }
    expect(outcome(230, parts, 1)).toMatchObject({ 'jobs.late': 2, 'jobs.withinDeadlineShare': 0.5 })
    expect(outcome(140, parts, 1)).toMatchObject({ 'jobs.late': 0, 'jobs.withinDeadlineShare': 1 })
    expect(outcome(140, { arrivals: at(0) })['jobs.withinDeadlineShare']).toBe(null)
  })
})

describe('a job that comes while the one before is at work', () => {
  const every = { arrivals: at(0, 60, 120, 180, 240), durationUs: takes(150) }

  test('Allow runs both', () => {
    expect(outcome(600, every)).toMatchObject({ 'jobs.submitted': 5, 'jobs.finished': 5, 'jobs.skipped': 0 })
  })

  test('Forbid runs the latest missed one when the other is done', () => {
    // 0–150; of 60 and 120 the latter, 150–300; of 180 and 240 the latter, 300–450.
    expect(outcome(600, { ...every, concurrency: 'Forbid' })).toMatchObject({
      'jobs.submitted': 3,
      'jobs.finished': 3,
      'jobs.skipped': 2,
      'pods.running.mean': 450 / 600,
    })
  })

  test('Forbid gives up what is too late: 150 − 120 = 30 s, 300 − 240 = 60 s', () => {
    const late = (seconds: number) =>
      outcome(600, { ...every, concurrency: 'Forbid', startingDeadlineUs: seconds * SECOND })
    expect(late(60)['jobs.submitted']).toBe(3)
    expect(late(59)['jobs.submitted']).toBe(2) // 0 and 120
    expect(late(29)['jobs.submitted']).toBe(2) // 0; 120 is too late at 150; 180 runs at its time; 240 is too late
  })

  test('Replace stops the one before', () => {
    expect(outcome(600, { ...every, concurrency: 'Replace' })).toMatchObject({
      'jobs.submitted': 5,
      'jobs.finished': 1,
      'jobs.replaced': 4,
      'jobs.failed': 0,
      'pods.running.mean': (4 * 60 + 150) / 600,
    })
  })
})

test('a list may say for each submission how many pods it has and how long they work', () => {
  const arrivals = {
    kind: 'at' as const,
    timesUs: [0, 100 * SECOND],
    pods: [3, 1],
    durationsUs: [20 * SECOND, 50 * SECOND],
  }
  expect(outcome(1000, { arrivals, parallelism: 9, durationUs: takes(999) })).toMatchObject({
    'pods.created': 4,
    'jobs.finished': 2,
    'jobs.turnaroundSecondsMean': 35, // (20 + 50) / 2
    'pods.running.mean': (3 * 20 + 50) / 1000,
  })
})
