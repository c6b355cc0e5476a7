import { assert } from '../base/assert.ts'
import { usableRate } from '../load/segment.ts'
import { CPU } from '../model/amounts.ts'
import { readingAtUs } from '../model/metrics-pipeline.ts'
import type { ServiceView } from '../policies/pod-autoscaler/types.ts'
import type { Run, ServiceState } from './run.ts'

const NOTHING = { load: 0, ready: 0, busy: 0 }

/** What a service's autoscaler gets to see now. */
export function viewOf(run: Run, service: ServiceState): ServiceView {
  const { nowUs } = run
  const { history, pipeline, spec } = service
  const atUs = readingAtUs(pipeline, nowUs)
  const read = history?.over(atUs, pipeline.windowUs) ?? NOTHING
  return {
    nowUs,
    replicasDesired: service.desired,
    replicasCurrent: service.pods.length,
    replicasReady: service.ready,
    replicasMeasured: read.ready,
    loadPerSecond: read.load,
    queueLength: history?.backlogAt(atUs) ?? 0,
    inFlight: read.busy * spec.placesPerReplica,
    capacityPerReplicaPerSecond: spec.capacityPerReplicaPerSecond,
    cpuUtilisation: read.ready === 0 ? null : cpuShare(service, read.busy / read.ready),
    outside: (name, us = atUs) => outsideAt(run, name, us),
    pods: service.podSamples.groups(run, service),
    startUs: service.lastStartUs,
  }
}

/** Of what a replica requests it uses so much when it is so busy; null: it requests none. */
function cpuShare({ use }: ServiceState, busy: number): number | null {
  const cpu = use.find(({ resource }) => resource === CPU)
  return cpu === undefined || cpu.request === 0 ? null : (cpu.idle + (cpu.busy - cpu.idle) * busy) / cpu.request
}

/** Before the run everything was as at its start. */
function outsideAt({ outside }: Run, name: string, atUs: number): number {
  const curve = outside.get(name)
  assert(curve !== undefined, `no curve "${name}": names are checked before anything runs`)
  return usableRate(curve.ratePerSecond(Math.max(0, atUs)))
}
