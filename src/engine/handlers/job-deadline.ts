import { assert } from '../../base/assert.ts'
import { failBatch } from '../apply/jobs.ts'
import type { Handler } from './types.ts'

/** A submission has been active for as long as it may; what has finished by now was in time. */
export const jobDeadline: Handler = (run, index, number) => {
  const job = run.workloads[index]
  assert(job.kind === 'job', 'only jobs have active deadlines')
  const batch = job.batches.get(number)
  if (batch !== null) failBatch(run, job, batch)
}
