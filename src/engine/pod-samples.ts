import { isRunning, POD_READY } from '../cluster/pod-table.ts'
import { CPU, MEMORY } from '../model/amounts.ts'
import { readingAtUs } from '../model/metrics-pipeline.ts'
import type { PodGroup, ServicePodSample } from '../policies/pod-autoscaler/types.ts'
import type { PodReader, Run, ServiceState } from './run.ts'

/** What is there when time begins has been running for long. */
const LONG_AGO_US = -1e15

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type ServicePods = PodGroup<ServicePodSample>

/**
 * A service's pods as a metrics server and the API server together show them. In the fluid model ready pods share the work
 * evenly, so those whose last reading lies wholly after they became ready are one group; the others are told one by one.
 */
export class PodSamples implements PodReader {
  private readonly sample: Writable<ServicePodSample> = { atUs: 0, windowUs: 0, cpuMilli: 0, memoryBytes: 0 }
  private readonly settled: Writable<ServicePods> = {
    count: 0,
    phase: 'Running',
    deleting: false,
    startedUs: LONG_AGO_US,
    ready: true,
    readyChangedUs: LONG_AGO_US,
    sample: this.sample,
  }
  private readonly alike = [this.settled]
  /** When every pod up to this one, in order of creation, is in the one group. */
  private settledUpTo = -1

  /** Valid until it is asked again. */
  groups(run: Run, service: ServiceState): readonly ServicePods[] {
    const { pods } = run.cluster
    const rows = service.pods
    this.read(run, service)
    const youngest = rows.length === 0 ? -1 : pods.sequence[rows[rows.length - 1]]
    if (service.ready === rows.length && youngest <= this.settledUpTo) {
      this.settled.count = rows.length
      return this.alike
    }
    const others: ServicePods[] = []
    this.settled.count = 0
    for (const pod of rows) {
      if (this.isSettled(run, pod)) this.settled.count++
      else others.push(this.single(run, service, pod))
    }
    if (others.length > 0) return this.settled.count === 0 ? others : [this.settled, ...others]
    this.settledUpTo = youngest
    return this.alike
  }

  private read({ nowUs }: Run, { use, history, pipeline }: ServiceState): void {
    const { sample } = this
    const atUs = readingAtUs(pipeline, nowUs)
    sample.atUs = atUs
    sample.windowUs = pipeline.windowUs
    const busy = history?.over(atUs, pipeline.windowUs).utilisation ?? 0
    const busyAtEnd = history?.utilisationAt(atUs) ?? 0
    for (const each of use) {
      if (each.resource === CPU) sample.cpuMilli = Math.round(each.idle + (each.busy - each.idle) * busy)
      if (each.resource === MEMORY) sample.memoryBytes = Math.round(each.idle + (each.busy - each.idle) * busyAtEnd)
    }
  }

  private isSettled({ cluster: { pods } }: Run, pod: number): boolean {
    if (pods.state[pod] !== POD_READY) return false
    return pods.boundUs[pod] === 0 || pods.readyUs[pod] + this.sample.windowUs <= this.sample.atUs
  }

  private single({ cluster: { pods } }: Run, { use, pipeline }: ServiceState, pod: number): ServicePods {
    const state = pods.state[pod]
    const ready = state === POD_READY
    const runs = isRunning(state)
    const startedUs = pods.node[pod] === -1 ? null : pods.boundUs[pod]
    // The first use of cpu is known when two readings have been taken of a container that runs.
    const isRead = runs && pods.runningUs[pod] + pipeline.scrapeUs <= this.sample.atUs
    const idle = (resource: number) => use.find((each) => each.resource === resource)?.idle ?? 0
    const { atUs, windowUs } = this.sample
    const idling = { atUs, windowUs, cpuMilli: Math.round(idle(CPU)), memoryBytes: Math.round(idle(MEMORY)) }
    return {
      count: 1,
      phase: runs ? 'Running' : 'Pending',
      deleting: false,
      startedUs,
      ready: startedUs === null ? null : ready,
      readyChangedUs: ready ? pods.readyUs[pod] : (startedUs ?? 0),
      sample: !isRead ? null : ready ? this.sample : idling,
    }
  }
}
