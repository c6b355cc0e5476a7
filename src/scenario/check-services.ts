import { mean, squaredCv } from '../base/distribution.ts'
import { formatRate } from '../base/rate.ts'
import { formatDuration } from '../base/time.ts'
import { type Finding, finding } from './finding.ts'
import type { Path } from './path.ts'
import { replicaWork } from './replica-work.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** Two ways to say how fast a replica works agree when they differ by rounding. */
const ROUNDING = 1e-3

/** What one field alone cannot tell of a service. */
export function checkService(path: Path, workload: WorkloadDocument): Finding[] {
  const { service } = workload
  if (service === undefined) return []
  const where = [...path, 'service']
  const { capacityPerReplica, serviceTime, retries, fidelity, tokenTime } = service
  for (const key of ['budget', 'backoff'] as const) {
    if (retries[key] === undefined || fidelity !== 'fluid') continue
    const message = `a fluid tries again at once, without a ${key}`
    return [finding([...where, 'retries', key], message, `write fidelity: requests, or leave the ${key} out`)]
  }
  if (serviceTime === undefined) {
    if (tokenTime !== undefined) return []
    if (capacityPerReplica === 0) {
      const message = 'a replica with a capacity of 0/s serves no request at all'
      return [finding([...where, 'capacityPerReplica'], message, 'write for instance 100/s')]
    }
    const unmeasured = capacityPerReplica === undefined
    return [...(unmeasured ? [speedMissing(where)] : []), ...needServiceTime(where, service)]
  }
  const unusable = serviceTimeFindings([...where, tokenTime === undefined ? 'serviceTime' : 'tokenTime'], serviceTime)
  if (unusable.length > 0) return unusable
  if (service.withoutReplicas === 'hold' && service.fidelity === 'requests') {
    const message = 'requests that are reckoned with one by one are not held'
    return [finding([...where, 'withoutReplicas'], message, 'write fidelity: fluid, or withoutReplicas: refuse')]
  }
  const work = replicaWork(workload, service)
  if (work === null) return []
  if (!(work.perSecond > 0)) {
    const message = 'with this limit on cpu a replica serves no request at all'
    return [finding([...where, 'cpuPerRequest'], message, 'raise the limit, or lower usage.idle.cpu')]
  }
  const derived = formatRate(Number(work.perSecond.toPrecision(6)))
  if (capacityPerReplica !== undefined && Math.abs(capacityPerReplica / work.perSecond - 1) > ROUNDING) {
    const message = `${formatRate(capacityPerReplica)} is not what the service time says: ${derived}`
    return [finding([...where, 'capacityPerReplica'], message, 'leave it out, or change serviceTime or concurrency')]
  }
  return []
}

function speedMissing(where: Path): Finding {
  const hint = 'write capacityPerReplica: 100/s, or serviceTime: 40ms and concurrency: 4'
  return finding([...where, 'capacityPerReplica'], 'how fast a replica works is missing', hint)
}

export function serviceTimeFindings(where: Path, serviceTime: Parameters<typeof mean>[0]): Finding[] {
  if (mean(serviceTime) === 0) {
    return [finding(where, 'a service time of 0s', 'write for instance 40ms, or capacityPerReplica instead')]
  }
  if (Number.isFinite(squaredCv(serviceTime))) return []
  const message = 'it varies without bound, and so would the wait'
  return [finding(where, message, 'give it a max, or an alpha above 2')]
}

/** What has no meaning while nobody says how long a request takes. */
function needServiceTime(where: Path, service: NonNullable<WorkloadDocument['service']>): Finding[] {
  const given: string[] = []
  if (service.concurrency > 1) given.push('concurrency')
  if (service.loadBalancing !== 'least-connections') given.push('loadBalancing')
  if (service.fidelity === 'requests') given.push('fidelity')
  if (service.memoryPerRequest !== undefined) given.push('memoryPerRequest')
  return given.map((key) => ({
    ...finding([...where, key], `${key} needs a serviceTime`, 'write for instance serviceTime: 40ms'),
    at: 'key',
  }))
}

/** The text of a note when a request takes longer than it would be waited for; null: it does not. */
export function shortTimeout({ service, name }: WorkloadDocument): string | null {
  if (service?.serviceTime === undefined || service.timeout >= mean(service.serviceTime)) return null
  const timeout = formatDuration(service.timeout)
  return `the timeout of ${name}, ${timeout}, is shorter than its mean service time; it bounds the wait, not the work`
}
