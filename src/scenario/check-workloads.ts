import type { CurveExtent } from '../load/curve-extent.ts'
import { BASE_RESOURCES } from '../model/amounts.ts'
import type { ListedSubmissions } from '../model/workload.ts'
import { exceeding } from './amount-text.ts'
import { checkFunction } from './check-functions.ts'
import { checkPod, type Surroundings } from './check-pods.ts'
import { checkService } from './check-services.ts'
import { type Finding, finding } from './finding.ts'
import type { JobDocument } from './job-schema.ts'
import { MAX_JOB_PODS, MAX_STEPS, MAX_SUBMISSIONS } from './limits.ts'
import type { Part } from './parts.ts'
import type { Path } from './path.ts'
import { limitsOf, requestsOf } from './pod-said.ts'
import { submissionsUs } from './submissions.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** What one field alone cannot tell of a workload. */
export function checkWorkload({ path, value: workload }: Part<WorkloadDocument>, around: Surroundings): Finding[] {
  return [
    ...kindFindings(path, workload),
    ...checkPod(path, workload, around),
    ...usageFindings(path, workload),
    ...checkService(path, workload),
    ...checkFunction(path, workload),
    ...submissionFindings(path, workload, around),
    ...gangFindings(path, workload),
  ]
}

function kindFindings(path: Path, workload: WorkloadDocument): Finding[] {
  const { job, replicas } = workload
  const said = (['service', 'function', 'job'] as const).filter((kind) => workload[kind] !== undefined)
  if (said.length === 0) {
    return [
      finding(
        [...path, 'service'],
        'a workload is a service, a function or a job',
        'add `service: { load: …, capacityPerReplica: 100/s }`, `function: { load: …, serviceTime: 80ms }` or `job: { arrivals: …, duration: 5m }`',
      ),
    ]
  }
  if (said.length > 1) {
    const message = `a workload is a ${said[0]} or a ${said[1]}, not both`
    return [{ ...finding([...path, said[1]], message, 'make two workloads of it'), at: 'key' }]
  }
  if (job !== undefined && replicas !== undefined) {
    return [{ ...finding([...path, 'replicas'], 'a job has no replicas', 'write `parallelism` in `job`'), at: 'key' }]
  }
  return []
}

function usageFindings(path: Path, workload: WorkloadDocument): Finding[] {
  const requests = requestsOf(workload)
  const limits = limitsOf(workload)
  return (['idle', 'busy'] as const).flatMap((state) => {
    const usage = workload.usage[state]
    const where = [...path, 'usage', state]
    const unasked = Object.keys(usage).filter((name) => !isHeldByAll(name) && requests[name] === undefined)
    return [
      ...unasked.map(
        (name): Finding => ({
          path: [...where, name],
          message: `the pod does not request ${name}`,
          hint: 'add it to `requests`',
          at: 'key',
        }),
      ),
      ...exceeding(usage, limits).map((each) =>
        finding(
          [...where, each.resource],
          `${each.inner} is more than the limit of ${each.outer}`,
          'a container is held to its limit: lower the usage, or raise the limit',
        ),
      ),
    ]
  })
}

/** A container without a request for them uses cpu, memory and disk all the same. */
function isHeldByAll(resource: string): boolean {
  return (BASE_RESOURCES as readonly string[]).includes(resource)
}

function gangFindings(path: Path, { job }: WorkloadDocument): Finding[] {
  const minCount = job?.gang?.minCount
  // Submissions in a file may have more pods than the job says.
  if (job === undefined || minCount === undefined || job.arrivals.kind === 'csv') return []
  const atOnce = Math.min(job.parallelism, podsOf(job))
  if (minCount <= atOnce) return []
  const message = `a gang of ${minCount} never comes together: a submission has ${atOnce} pods at once`
  return [finding([...path, 'job', 'gang', 'minCount'], message, 'raise `parallelism`, or lower minCount')]
}

function submissionFindings(path: Path, { job }: WorkloadDocument, { durationUs, start }: Surroundings): Finding[] {
  if (job === undefined || durationUs === null) return []
  const where = [...path, 'job', 'arrivals']
  if (job.arrivals.kind === 'cron' && start === undefined) {
    const message = 'the scenario names no start, so the schedule has no place on its time axis'
    return [finding([...where, 'cron'], message, 'write start: 2026-11-10T18:00:00+08:00 in the scenario')]
  }
  const count =
    job.arrivals.kind === 'at' ? job.arrivals.timesUs.length : submissionsUs(job, { durationUs, start })?.length
  return count === undefined ? [] : tooManySubmissions(where, count, podsOf(job), '')
}

/** Pods of one submission that nothing goes wrong with. */
function podsOf({ parallelism, completions }: JobDocument): number {
  return completions ?? parallelism
}

/** Listed in a file, which has been read. */
export function checkListed(
  { path, value: { job } }: Part<WorkloadDocument>,
  { timesUs, pods }: ListedSubmissions,
): Finding[] {
  const where = [...path, 'job', 'arrivals', 'csv']
  const each = job === undefined ? 1 : podsOf(job)
  const total = pods?.reduce((sum, count) => sum + count, 0) ?? timesUs.length * each
  return tooManySubmissions(where, timesUs.length, total / timesUs.length, '')
}

/** Arrivals that follow a curve: their number is drawn, and what is expected of it is the curve's integral. */
export function checkArrivals(
  { path, value: { job } }: Part<WorkloadDocument>,
  { total, points }: CurveExtent,
): Finding[] {
  const where = [...path, 'job', 'arrivals']
  if (points > MAX_STEPS)
    return [
      finding(where, `the curve has more than ${MAX_STEPS} steps`, 'write a shorter duration, or a plainer curve'),
    ]
  return tooManySubmissions(where, Math.round(total), job === undefined ? 1 : podsOf(job), 'about ')
}

function tooManySubmissions(where: Path, submissions: number, podsOfEach: number, about: '' | 'about '): Finding[] {
  if (submissions > MAX_SUBMISSIONS) {
    const message = `${about}${submissions} submissions; the limit is ${MAX_SUBMISSIONS}`
    return [finding(where, message, 'submit less often, or write a shorter duration')]
  }
  const pods = Math.round(submissions * podsOfEach)
  if (pods <= MAX_JOB_PODS) return []
  const message = `${about}${pods} pods in all; the limit is ${MAX_JOB_PODS}`
  return [finding(where, message, 'submit less often, or with fewer pods')]
}
