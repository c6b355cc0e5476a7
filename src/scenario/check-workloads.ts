import type { CurveExtent } from '../load/curve-extent.ts'
import { BASE_RESOURCES } from '../model/amounts.ts'
import { exceeding } from './amount-text.ts'
import { checkPod, type Surroundings } from './check-pods.ts'
import { checkService } from './check-services.ts'
import { type Finding, finding } from './finding.ts'
import { MAX_JOB_PODS, MAX_STEPS, MAX_SUBMISSIONS } from './limits.ts'
import type { Part } from './parts.ts'
import type { Path } from './path.ts'
import { limitsOf, requestsOf } from './pod-said.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** What one field alone cannot tell of a workload. */
export function checkWorkload({ path, value: workload }: Part<WorkloadDocument>, around: Surroundings): Finding[] {
  return [
    ...kindFindings(path, workload),
    ...checkPod(path, workload, around),
    ...usageFindings(path, workload),
    ...checkService(path, workload),
    ...submissionFindings(path, workload, around.durationUs),
  ]
}

function kindFindings(path: Path, { service, job, replicas }: WorkloadDocument): Finding[] {
  if (service === undefined && job === undefined) {
    return [
      finding(
        [...path, 'service'],
        'a workload is a service or a job',
        'add `service: { load: …, capacityPerReplica: 100/s }` or `job: { arrivals: …, duration: 5m }`',
      ),
    ]
  }
  if (service !== undefined && job !== undefined) {
    return [
      {
        ...finding([...path, 'job'], 'a workload is a service or a job, not both', 'make two workloads of it'),
        at: 'key',
      },
    ]
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

function submissionFindings(path: Path, { job }: WorkloadDocument, durationUs: number | null): Finding[] {
  if (job === undefined || durationUs === null || job.arrivals.kind === 'curve') return []
  const where = [...path, 'job', 'arrivals']
  const submissions =
    job.arrivals.kind === 'at' ? job.arrivals.timesUs.length : Math.ceil(durationUs / job.arrivals.periodUs)
  return tooManySubmissions(where, submissions, job.parallelism, '')
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
  return tooManySubmissions(where, Math.round(total), job?.parallelism ?? 1, 'about ')
}

function tooManySubmissions(where: Path, submissions: number, parallelism: number, about: '' | 'about '): Finding[] {
  if (submissions > MAX_SUBMISSIONS) {
    const message = `${about}${submissions} submissions; the limit is ${MAX_SUBMISSIONS}`
    return [finding(where, message, 'submit less often, or write a shorter duration')]
  }
  const pods = submissions * parallelism
  if (pods <= MAX_JOB_PODS) return []
  const message = `${about}${pods} pods in all; the limit is ${MAX_JOB_PODS}`
  return [finding(where, message, 'submit less often, or with less parallelism')]
}
