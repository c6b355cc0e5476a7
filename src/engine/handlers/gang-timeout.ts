import { assert } from '../../base/assert.ts'
import { failBatch } from '../apply/jobs.ts'
import type { Handler } from './types.ts'

/** A gang that has no nodes by now is given up. */
export const gangTimeout: Handler = (run, index, number) => {
  const job = run.workloads[index]
  assert(job.kind === 'job' && job.metrics.gangs !== null, 'only jobs have gangs')
  const batch = job.batches.get(number)
  if (batch === null || batch.gathered) return
  job.metrics.gangs.timedOut++
  failBatch(run, job, batch)
}
