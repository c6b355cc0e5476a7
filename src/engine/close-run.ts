import { POD_PENDING } from '../cluster/pod-table.ts'
import { closeMetrics } from '../metrics/run-metrics.ts'
import type { FunctionState, JobState, Run, ServiceState } from './run.ts'

/**
 * Brings everything that is measured up to the end of the run. Waits that are not over count as long as they have lasted: left
 * out, they would favour the policy under which they never end.
 */
export function closeRun(run: Run): void {
  run.nowUs = run.durationUs
  run.metrics.packing.advance(run.durationUs, run.cluster.nodes)
  for (const workload of run.workloads) {
    if (workload.kind === 'job') closeJob(run, workload)
    else {
      workload.line.advance(run.durationUs)
      closeRequests(run, workload)
      if (workload.kind === 'function') closeFunction(workload)
    }
  }
  closeQueues(run)
  const { pods } = run.cluster
  for (let pod = 0; pod < pods.rows; pod++) {
    if (pods.state[pod] === POD_PENDING) run.metrics.pendingWait.record(run.durationUs - pods.createdUs[pod])
  }
  closeMetrics(run.metrics, run.durationUs)
}

function closeRequests({ nowUs }: Run, { line, metrics }: ServiceState | FunctionState): void {
  const { arrived, served, lost } = line.untold()
  metrics.load.addImpulse(nowUs, arrived)
  metrics.served.addImpulse(nowUs, served)
  metrics.lost.addImpulse(nowUs, lost)
  metrics.waitArea = line.waitArea
}

function closeQueues({ admission: { queues }, durationUs }: Run): void {
  for (const { waiting, metrics } of queues) {
    for (const { submittedUs } of waiting) metrics.wait.record(durationUs - submittedUs)
  }
}

function closeFunction({ line: { requests }, instances }: FunctionState): void {
  instances.coldStarts = requests.coldStarts
  instances.workingSeconds = requests.workingAreaUs / 1e6
}

function closeJob(run: Run, job: JobState): void {
  const { deadlineUs } = job.spec
  for (const { submittedUs, started, parallelism, gathered } of job.batches) {
    const ageUs = run.durationUs - submittedUs
    if (started < parallelism) job.metrics.wait.record(ageUs)
    if (!gathered) job.metrics.gangs?.wait.record(ageUs)
    if (deadlineUs !== null && ageUs > deadlineUs) job.metrics.late++
  }
}
