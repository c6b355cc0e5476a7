import { parseQuantity } from '../../../base/quantity.ts'
import type { RunningContainers } from '../../../model/pod-requests.ts'
import type { PodGroup } from '../../pod-group.ts'
import type { ServicePodSample, ServiceView } from '../types.ts'
import type { ReadinessRules } from './grouping.ts'
import type { MetricSpec } from './metric-schema.ts'
import { busyUsage, byAverage, byUtilisation } from './per-pod-metric.ts'
import type { Proposal } from './proposal.ts'
import { requestFor } from './requests.ts'
import { type Reading, tally } from './tally.ts'
import type { Tolerance } from './tolerance.ts'
import { byValue, byValuePerPod } from './whole-metric.ts'

/** One metric of an autoscaler, ready to be asked. */
export interface Metric {
  /** `cpu`, `requests-per-second per pod`, … */
  readonly name: string
  /** The target, in the words of the spec. */
  readonly target: string
  /** What it measures is told in thousandths. */
  readonly inThousandths: boolean
  propose(view: ServiceView): Proposal
}

interface Controller {
  readonly tolerance: Tolerance
  readonly readiness: ReadinessRules
}

export function metricOf(spec: MetricSpec, pod: RunningContainers, controller: Controller): Metric {
  switch (spec.type) {
    case 'Resource':
      return resourceMetric(spec.resource, null, pod, controller)
    case 'ContainerResource':
      return resourceMetric(spec.containerResource, spec.containerResource.container, pod, controller)
    case 'Pods':
      return podsMetric(spec.pods, controller)
    case 'Object':
      return wholeMetric(spec.object, controller)
    case 'External':
      return wholeMetric(spec.external, controller)
  }
}

type Sampled = PodGroup<ServicePodSample>

/** cpu in milli-CPU, memory in bytes. A container is taken to use its share of what the pod requests. */
function resourceMetric(
  { name, target }: Extract<MetricSpec, { type: 'Resource' }>['resource'],
  container: string | null,
  pod: RunningContainers,
  { tolerance, readiness }: Controller,
): Metric {
  const isCpu = name === 'cpu'
  const whole = amountFor(pod, name, null)
  const request = amountFor(pod, name, container)
  const share = container === null || whole === 0 ? 1 : request / whole
  const percent = target.type === 'Utilization' ? (target.averageUtilization ?? 0) : null
  const value = percent === null ? quantity(target.averageValue, isCpu) : 0
  const reading: Reading<Sampled> = {
    isCpu,
    usage: ({ sample }) => Math.round((isCpu ? (sample?.cpuMilli ?? 0) : (sample?.memoryBytes ?? 0)) * share),
    request: () => request,
    busy: () => (percent === null ? value : busyUsage(request, percent)),
  }
  return {
    name: container === null ? name : `${name} of ${container}`,
    target: percent === null ? String(target.averageValue) : `${percent} %`,
    inThousandths: percent === null && isCpu,
    propose: ({ pods, nowUs, replicasDesired }) => {
      const counted = tally(pods, reading, nowUs, readiness)
      return percent === null
        ? byAverage(counted, value, replicasDesired, tolerance)
        : byUtilisation(counted, percent, replicasDesired, tolerance)
    },
  }
}

/** The service's requests, shared evenly by its ready pods; in thousandths. */
function podsMetric(
  { metric, target }: Extract<MetricSpec, { type: 'Pods' }>['pods'],
  { tolerance, readiness }: Controller,
): Metric {
  const value = quantity(target.averageValue, true)
  return {
    name: `${metric.name} per pod`,
    target: String(target.averageValue),
    inThousandths: true,
    propose: (view) => {
      const each = Math.round((1000 * wholeValue(view, metric.name)) / Math.max(1, view.replicasReady))
      const reading: Reading<Sampled> = {
        isCpu: false,
        usage: ({ ready }) => (ready === true ? each : 0),
        request: () => 0,
        busy: () => value,
      }
      return byAverage(tally(view.pods, reading, view.nowUs, readiness), value, view.replicasDesired, tolerance)
    },
  }
}

function wholeMetric(
  { metric, target }: Extract<MetricSpec, { type: 'External' }>['external'],
  { tolerance }: Controller,
): Metric {
  const isMean = target.type === 'AverageValue'
  const wanted = isMean ? target.averageValue : target.value
  const value = quantity(wanted, true)
  return {
    name: metric.name,
    target: isMean ? `${wanted} per pod` : String(wanted),
    inThousandths: true,
    propose: (view) => {
      const measured = Math.round(1000 * wholeValue(view, metric.name))
      const pods = { current: view.replicasDesired, ready: view.replicasReady }
      return isMean
        ? byValuePerPod(measured, value, view.replicasCurrent, tolerance)
        : byValue(measured, value, pods, tolerance)
    },
  }
}

function wholeValue(view: ServiceView, name: string): number {
  switch (name) {
    case 'queue-length':
      return view.queueLength
    case 'requests-in-flight':
      return view.queueLength + view.inFlight
    case 'requests-per-second':
      return view.loadPerSecond
    default:
      return view.outside(name)
  }
}

function quantity(text: string | number | undefined, inThousandths: boolean): number {
  const parsed = parseQuantity(String(text ?? 0))
  return inThousandths ? parsed.milliValue() : parsed.value()
}

function amountFor(pod: RunningContainers, resource: string, container: string | null): number {
  const request = requestFor(pod, resource, container)
  return 'error' in request ? 0 : request.amount
}
