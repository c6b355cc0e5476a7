import { assert } from '../../base/assert.ts'
import { jobIsDue } from '../apply/jobs.ts'
import { KIND } from '../event-kinds.ts'
import { nextArrivalUs } from '../next-arrival.ts'
import type { JobState, Run } from '../run.ts'
import type { Handler } from './types.ts'

/** A job is due, and the next one is planned. */
export const jobArrival: Handler = (run, index, listed) => {
  const job = run.workloads[index]
  assert(job.kind === 'job', 'only jobs are submitted')
  jobIsDue(run, job, listed)
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
