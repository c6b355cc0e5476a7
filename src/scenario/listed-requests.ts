import { isOfRequests, requestsOf } from '../load/curve-field.ts'
import type { TimeAxis } from '../load/types.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import { serviceTimesUs } from '../model/token-time.ts'
import { type Finding, finding } from './finding.ts'
import type { Part } from './parts.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** The requests of a service whose load is a log of them. */
export interface ServiceLog {
  readonly atUs: Float64Array
  /** What each takes of a replica; null: the log's tokens are not asked for. */
  readonly serviceUs: readonly number[] | null
}

/** What a log of requests says of a service; null: its load is no log. */
export function serviceLog(
  { path, value: { service } }: Part<WorkloadDocument>,
  curve: PluginRef | null,
  axis: TimeAxis,
): { readonly log: ServiceLog | null; readonly findings: readonly Finding[] } {
  if (service === undefined || curve === null) return { log: null, findings: [] }
  const { tokenTime, serviceTime } = service
  const where = [...path, 'service', 'tokenTime']
  if (tokenTime !== undefined && serviceTime !== undefined) {
    const message = '`tokenTime` and `serviceTime` say the same thing twice'
    return { log: null, findings: [{ ...finding(where, message, 'keep one of them'), at: 'key' }] }
  }
  const requests = requestsOf(curve, axis)
  if (tokenTime === undefined) {
    return { log: requests === null ? null : { atUs: requests.atUs, serviceUs: null }, findings: [] }
  }
  if (requests === null) {
    const hint = 'write load: { request-trace: { file: requests.csv } }, or serviceTime: 2s in place of tokenTime'
    const message = 'its load is no request-trace, so there are no tokens to take time'
    return { log: null, findings: isOfRequests(curve) ? [] : [finding(where, message, hint)] }
  }
  if (requests.contextTokens.every((tokens, i) => tokens + requests.generatedTokens[i] === 0)) {
    const message = 'no request of the trace has tokens'
    return { log: null, findings: [finding(where, message, 'write serviceTime: 2s in place of tokenTime')] }
  }
  const { base, context, generated } = tokenTime
  const times = serviceTimesUs(requests, { baseUs: base, contextUs: context, generatedUs: generated })
  return { log: { atUs: requests.atUs, serviceUs: Array.from(times) }, findings: [] }
}

/** The workload with the service time that its requests' tokens make. */
export function withTokenTimes(workload: WorkloadDocument, log: ServiceLog | null): WorkloadDocument {
  const { service } = workload
  if (service === undefined || log?.serviceUs == null) return workload
  return { ...workload, service: { ...service, serviceTime: { kind: 'empirical', values: log.serviceUs } } }
}
