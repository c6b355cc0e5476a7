import { assert } from '../../base/assert.ts'
import { startWanted } from '../apply/jobs.ts'
import type { Handler } from './types.ts'

/** A submission has backed off after a failed pod. */
export const jobRetry: Handler = (run, index, number) => {
  const job = run.workloads[index]
  assert(job.kind === 'job', 'only jobs are retried')
  const batch = job.batches.get(number)
  if (batch !== null) startWanted(run, job, batch)
}
