import { assert } from '../../base/assert.ts'
import { removePod } from '../apply/pods.ts'
import type { Handler } from './types.ts'

/** A job's pod has done its work. */
export const podFinished: Handler = (run, pod, generation) => {
  const { pods } = run.cluster
  if (pods.generation[pod] !== generation || pods.terminating[pod] === 1) return
  const job = run.workloads[pods.workload[pod]]
  assert(job.kind === 'job', 'only pods of jobs finish')
  const number = pods.batch[pod]
  const batch = job.batches.get(number)
  assert(batch !== undefined, 'a finished pod belongs to a submission')
  job.working.delete(pod)
  removePod(run, pod)
  batch.finished++
  if (batch.finished < batch.durationsUs.length) return
  job.batches.delete(number)
  job.metrics.turnaround.record(run.nowUs - batch.submittedUs)
}
