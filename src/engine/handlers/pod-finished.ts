import { assert } from '../../base/assert.ts'
import { partFailed, partSucceeded } from '../apply/jobs.ts'
import { removePod } from '../apply/pods.ts'
import type { Handler } from './types.ts'

/** A job's pod has done its work, or has failed. */
export const podFinished: Handler = (run, pod, generation) => {
  const { pods } = run.cluster
  if (pods.generation[pod] !== generation || pods.terminating[pod] === 1) return
  const job = run.workloads[pods.workload[pod]]
  assert(job.kind === 'job', 'only pods of jobs finish')
  const batch = job.batches.get(pods.batch[pod])
  const part = pods.part[pod]
  assert(batch !== null && part !== -1, 'a finished pod belongs to a submission')
  run.batchPods.remove(batch, pod)
  removePod(run, pod)
  if (batch.parts[part].failsAfterUs.length > 0) partFailed(run, job, batch, part)
  else partSucceeded(run, job, batch)
}
