import { CPU } from '../model/amounts.ts'
import { readingAtUs } from '../model/metrics-pipeline.ts'
import type { ServiceView } from '../policies/types.ts'
import type { Run, ServiceState } from './run.ts'

/** What a service's autoscaler gets to see now. */
export function viewOf(run: Run, service: ServiceState): ServiceView {
  const { nowUs } = run
  const { history, use, pipeline } = service
  const atUs = readingAtUs(pipeline, nowUs)
  const cpu = use.find(({ resource }) => resource === CPU)
  const busy = history?.utilisationOver(atUs, pipeline.windowUs) ?? 0
  const usedCpu = cpu === undefined ? 0 : cpu.idle + (cpu.busy - cpu.idle) * busy
  return {
    nowUs,
    replicasDesired: service.desired,
    replicasCurrent: service.pods.length,
    replicasReady: service.ready,
    loadPerSecond: history?.loadOver(atUs, pipeline.windowUs) ?? 0,
    queueLength: history?.backlogAt(atUs) ?? 0,
    inFlight: busy * service.ready * service.spec.placesPerReplica,
    capacityPerReplicaPerSecond: service.spec.capacityPerReplicaPerSecond,
    cpuUtilisation: service.ready === 0 || cpu === undefined || cpu.request === 0 ? null : usedCpu / cpu.request,
    pods: service.podSamples.groups(run, service),
    startUs: service.lastStartUs,
  }
}
