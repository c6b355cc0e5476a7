import { assert } from '../../base/assert.ts'
import { sampleUs } from '../../base/distribution.ts'
import { createPod } from '../apply/pods.ts'
import { KIND } from '../event-kinds.ts'
import { nextArrivalUs } from '../next-arrival.ts'
import type { JobState, Run } from '../run.ts'
import type { Handler } from './types.ts'

/** A job is submitted: its durations are drawn now, so that they are the same under every policy. */
export const jobArrival: Handler = (run, index, listed) => {
  const job = run.workloads[index]
  assert(job.kind === 'job', 'only jobs are submitted')
  const { parallelism, durationUs } = job.spec
  const durationsUs = Array.from({ length: parallelism }, () => sampleUs(durationUs, job.durations))
  const number = job.nextBatch++
  job.batches.set(number, { submittedUs: run.nowUs, durationsUs, started: 0, finished: 0, redoUs: [] })
  job.metrics.submitted++
  for (let i = 0; i < parallelism; i++) createPod(run, job, number)
  planArrival(run, job, listed + 1)
}

/** Puts the next submission into the queue; `listed` is its place among listed times. */
export function planArrival(run: Run, job: JobState, listed: number): void {
  const { arrivals } = job.spec
  const atUs =
    arrivals.kind === 'at' || job.curve === null
      ? listedUs(arrivals, listed)
      : nextArrivalUs(job.curve, run.nowUs, run.durationUs, run.resolutionUs, job.arrivals)
  if (atUs < run.durationUs) run.queue.push(atUs, KIND['job-arrival'], job.index, listed)
}

function listedUs(arrivals: JobState['spec']['arrivals'], listed: number): number {
  if (arrivals.kind !== 'at' || listed >= arrivals.timesUs.length) return Number.POSITIVE_INFINITY
  return arrivals.timesUs[listed]
}
