import { assert } from '../../base/assert.ts'
import { sampleUs } from '../../base/distribution.ts'
import { power } from '../../base/power.ts'
import { quotaHeld } from '../../model/job-queue.ts'
import type { Submission } from '../admission/admission.ts'
import { KIND } from '../event-kinds.ts'
import type { JobBatch, JobPart } from '../job-batch.ts'
import type { JobState, Run } from '../run.ts'
import { createPod, removePod, terminatePod } from './pods.ts'

/** Pods of a job that failed come back after 10 s, 20 s, 40 s, … up to 10 min (Kubernetes, pkg/controller/job). */
const BACKOFF_FIRST_US = 10_000_000
const BACKOFF_LONGEST_US = 600_000_000

const NEVER: readonly number[] = []

/** A time of the job's schedule has come: whether a job comes with it depends on the one before. */
export function jobIsDue(run: Run, job: JobState, listed: number): void {
  const { concurrency } = job.spec
  if (concurrency === 'Forbid' && job.batches.size > 0) {
    if (job.missedUs !== -1) job.metrics.skipped++
    job.missedUs = run.nowUs
    return
  }
  if (concurrency === 'Replace') {
    for (const batch of job.batches) {
      job.metrics.replaced++
      stopBatch(run, job, batch)
    }
  }
  submit(run, job, listed)
}

/** `listed` is the place among listed times; -1: like any other. */
function submit(run: Run, job: JobState, listed: number): void {
  const number = job.batches.next
  const { parallelism, parts } = workOf(job, listed)
  const batch: JobBatch = {
    number,
    submittedUs: run.nowUs,
    parallelism,
    parts,
    started: 0,
    succeeded: 0,
    failed: 0,
    failedInARow: 0,
    notBeforeUs: job.admission === null ? run.nowUs : Number.POSITIVE_INFINITY,
    firstPod: -1,
    lastPod: -1,
    podCount: 0,
    redo: [],
    queued: job.admission === null ? null : queuedAs(run, job, number, parallelism),
    gathered: false,
  }
  job.batches.add(batch)
  job.metrics.submitted++
  const { activeDeadlineUs } = job.spec
  if (activeDeadlineUs !== null) {
    run.queue.push(run.nowUs + activeDeadlineUs, KIND['job-deadline'], job.index, number)
  }
  const timeoutUs = job.spec.gang?.timeoutUs ?? null
  if (timeoutUs !== null) run.queue.push(run.nowUs + timeoutUs, KIND['gang-timeout'], job.index, number)
  if (job.admission === null || batch.queued === null) startWanted(run, job, batch)
  else {
    run.admission.enqueue(job.admission, batch.queued, run.nowUs)
    admit(run)
  }
}

function queuedAs(run: Run, { index, spec }: JobState, number: number, pods: number): Submission {
  const holdsUp = spec.gang?.backfill === false
  return { workload: index, number, submittedUs: run.nowUs, asks: quotaHeld(spec.pod, pods), holdsUp }
}

/** Lets in what queues have room for. */
function admit(run: Run): void {
  for (let next = run.admission.admitNext(run.nowUs); next !== null; next = run.admission.admitNext(run.nowUs)) {
    const job = run.workloads[next.workload]
    const batch = job.kind === 'job' ? job.batches.get(next.number) : null
    assert(job.kind === 'job' && batch !== null, 'a submission that waits is there')
    batch.notBeforeUs = run.nowUs
    startWanted(run, job, batch)
  }
}

/** A gang has its nodes; whom it held up may be let in. */
export function gangGathered(run: Run, job: JobState, batch: JobBatch): void {
  if (batch.gathered || job.metrics.gangs === null) return
  batch.gathered = true
  job.metrics.gangs.placed++
  job.metrics.gangs.wait.record(run.nowUs - batch.submittedUs)
  if (job.admission === null || batch.queued === null) return
  run.admission.letPass(job.admission, batch.queued)
  admit(run)
}

/** What a listed submission says of itself goes before what the workload says. */
function workOf(job: JobState, listed: number): Pick<JobBatch, 'parallelism' | 'parts'> {
  const { arrivals, parallelism, completions } = job.spec
  const pods = arrivals.kind === 'at' ? arrivals.pods?.[listed] : undefined
  const durationUs = arrivals.kind === 'at' ? arrivals.durationsUs?.[listed] : undefined
  const parts = [drawPart(job, durationUs)]
  while (parts.length < (pods ?? completions)) parts.push(drawPart(job, durationUs))
  return { parallelism: pods ?? parallelism, parts }
}

/** Attempts beyond what the job survives are not drawn. */
function drawPart({ spec, durations, failures }: JobState, listedUs: number | undefined): JobPart {
  const durationUs = listedUs ?? sampleUs(spec.durationUs, durations)
  if (spec.failureShare === 0) return { durationUs, failsAfterUs: NEVER }
  const failsAfterUs: number[] = []
  while (failsAfterUs.length <= spec.backoffLimit && failures.uniform() < spec.failureShare) {
    failsAfterUs.push(Math.round(failures.uniform() * durationUs))
  }
  return { durationUs, failsAfterUs }
}

/** As many pods as the job wants now, unless it backs off. */
export function startWanted(run: Run, job: JobState, batch: JobBatch): void {
  if (run.nowUs < batch.notBeforeUs) return
  const wanted = Math.min(batch.parallelism, batch.parts.length - batch.succeeded)
  while (batch.podCount < wanted) createPod(run, job, batch.number)
}

/** A pod has done its part. */
export function partSucceeded(run: Run, job: JobState, batch: JobBatch): void {
  batch.succeeded++
  batch.failedInARow = 0
  batch.notBeforeUs = run.nowUs
  if (batch.succeeded < batch.parts.length) {
    startWanted(run, job, batch)
    return
  }
  const turnaroundUs = run.nowUs - batch.submittedUs
  job.metrics.turnaround.record(turnaroundUs)
  const { deadlineUs } = job.spec
  if (deadlineUs !== null && turnaroundUs > deadlineUs) job.metrics.late++
  else if (deadlineUs !== null) job.metrics.inTime++
  leave(run, job, batch)
}

/** A pod has failed; its part is done again from the beginning, unless too many have failed. */
export function partFailed(run: Run, job: JobState, batch: JobBatch, part: number): void {
  batch.parts[part].failsAfterUs = batch.parts[part].failsAfterUs.slice(1)
  batch.failed++
  batch.failedInARow++
  if (batch.failed > job.spec.backoffLimit) {
    failBatch(run, job, batch)
    return
  }
  batch.redo.push(part)
  job.metrics.retries++
  const doubled = BACKOFF_FIRST_US * power(2, batch.failedInARow - 1)
  batch.notBeforeUs = run.nowUs + Math.min(doubled, BACKOFF_LONGEST_US)
  run.queue.push(batch.notBeforeUs, KIND['job-retry'], job.index, batch.number)
}

/** The job has come to nothing: too many pods failed, or its time is over. */
export function failBatch(run: Run, job: JobState, batch: JobBatch): void {
  job.metrics.failed++
  if (job.spec.deadlineUs !== null) job.metrics.late++
  stopBatch(run, job, batch)
}

/** Ends what is left of a job; its pods keep their resources for their grace period. */
function stopBatch(run: Run, job: JobState, batch: JobBatch): void {
  if (batch.started < batch.parallelism) job.metrics.wait.record(run.nowUs - batch.submittedUs)
  if (!batch.gathered) job.metrics.gangs?.wait.record(run.nowUs - batch.submittedUs)
  for (const pod of run.batchPods.of(batch)) {
    run.cluster.pods.part[pod] = -1
    if (run.cluster.pods.node[pod] === -1) removePod(run, pod)
    else terminatePod(run, pod)
  }
  leave(run, job, batch)
}

/** The job is over; one that had to wait for it may come now. */
function leave(run: Run, job: JobState, batch: JobBatch): void {
  job.batches.delete(batch.number)
  if (job.admission !== null && batch.queued !== null) {
    run.admission.leave(job.admission, batch.queued, run.nowUs)
    admit(run)
  }
  if (job.missedUs === -1 || job.batches.size > 0) return
  const lateUs = run.nowUs - job.missedUs
  const { startingDeadlineUs } = job.spec
  job.missedUs = -1
  if (startingDeadlineUs !== null && lateUs > startingDeadlineUs) job.metrics.skipped++
  else submit(run, job, -1)
}
