import { closestNameHint } from '../base/closest-name.ts'
import type { CurveExtent } from '../load/curve-extent.ts'
import { type Amounts, BASE_RESOURCES } from '../model/amounts.ts'
import { exceeding } from './amount-text.ts'
import { requestsOf } from './fill-defaults.ts'
import { type Finding, finding } from './finding.ts'
import { MAX_JOB_PODS, MAX_STEPS, MAX_SUBMISSIONS } from './limits.ts'
import type { Part } from './parts.ts'
import type { Path } from './path.ts'
import type { WorkloadDocument } from './workload-schema.ts'

interface Surroundings {
  /** Every resource that some node has, or null when not every pool could be understood. */
  readonly resources: readonly string[] | null
  readonly durationUs: number | null
}

/** What one field alone cannot tell of a workload. */
export function checkWorkload({ path, value: workload }: Part<WorkloadDocument>, around: Surroundings): Finding[] {
  return [
    ...kindFindings(path, workload),
    ...requestFindings(path, workload, around.resources),
    ...usageFindings(path, workload),
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

function requestFindings(path: Path, workload: WorkloadDocument, resources: readonly string[] | null): Finding[] {
  const requests = requestsOf(workload)
  if (Object.keys(requests).length === 0) {
    return [finding([...path, 'requests'], 'required, but missing', 'write for instance { cpu: 500m, memory: 1Gi }')]
  }
  const findings = [
    ...podsRequested([...path, 'requests'], workload.requests ?? {}),
    ...podsRequested([...path, 'limits'], workload.limits),
  ]
  for (const each of exceeding(workload.requests ?? {}, workload.limits)) {
    findings.push(
      finding(
        [...path, 'requests', each.resource],
        `${each.inner} is more than the limit of ${each.outer}`,
        'lower the request, or raise the limit',
      ),
    )
  }
  return [...findings, ...unavailable(path, workload, resources)]
}

function podsRequested(path: Path, amounts: Amounts): Finding[] {
  if (amounts['pods'] === undefined) return []
  return [
    {
      ...finding(
        [...path, 'pods'],
        'a pod does not request pods',
        'remove it; `pods` belongs to the capacity of nodes',
      ),
      at: 'key',
    },
  ]
}

/** A pod that requests what no pool has would wait for ever. */
function unavailable(path: Path, workload: WorkloadDocument, resources: readonly string[] | null): Finding[] {
  if (resources === null) return []
  return (['requests', 'limits'] as const).flatMap((field) => {
    const named: Amounts = workload[field] ?? {}
    const missing = Object.keys(named).filter((name) => name !== 'pods' && !resources.includes(name))
    const shown = field === 'limits' ? missing.filter((name) => workload.requests?.[name] === undefined) : missing
    return shown.map(
      (name): Finding => ({
        path: [...path, field, name],
        message: `no node pool has ${name}`,
        hint: closestNameHint(name, resources),
        at: 'key',
      }),
    )
  })
}

function usageFindings(path: Path, workload: WorkloadDocument): Finding[] {
  const requests = requestsOf(workload)
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
      ...exceeding(usage, workload.limits).map((each) =>
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
