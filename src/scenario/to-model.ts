import type { PluginChoice } from '../base/plugin-field.ts'
import { US_PER_SECOND } from '../base/time.ts'
import type { ClusterSpec, NodePool } from '../model/cluster-spec.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import { scoredRequests } from '../model/pod-requests.ts'
import { PLAIN_SCHEDULING } from '../model/scheduling.ts'
import type { PodTemplate, Toleration, Workload } from '../model/workload.ts'
import type { ClusterDocument, NodePoolDocument } from './cluster-schema.ts'
import { countOf, imageNameOf, limitsOf, replicasOf, requestsOf, shapeAmounts, usageOf } from './fill-defaults.ts'
import type { ListedNode } from './read-inputs.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** Kubernetes' grace period for a pod that says nothing of its own. */
const TERMINATION_US = 30 * US_PER_SECOND

export function toCluster(cluster: ClusterDocument, listed: readonly (readonly ListedNode[])[]): ClusterSpec {
  return {
    pools: cluster.nodePools.map((pool, index) => toPool(pool, listed[index] ?? [])),
    disruptionBudgets: [],
    registry: { perNodeBytesPerSecond: cluster.registry.perNode },
  }
}

function toPool(pool: NodePoolDocument, listed: readonly ListedNode[]): NodePool {
  const { capacity, allocatable } = shapeAmounts(pool)
  const { pods: _, ...capacityAmounts } = capacity
  const { pods: maxPods = 0, ...allocatableAmounts } = allocatable
  return {
    name: pool.name,
    shape: {
      capacity: capacityAmounts,
      allocatable: allocatableAmounts,
      maxPods,
      labels: pool.labels,
      taints: pool.taints,
    },
    count: countOf(pool),
    listed,
    limits: limitsOf(pool, listed.length),
    zones: pool.zones,
    pricePerHour: pool.pricePerHour,
    bootTimeUs: pool.bootTime,
  }
}

/** `curve` is the resolved load or arrival curve; `autoscaler` is the variant's choice for this workload. */
export function toWorkload(
  workload: WorkloadDocument,
  curve: PluginRef | null,
  autoscaler: PluginChoice,
  durationUs: number,
): Workload | null {
  const { name, service, job } = workload
  const pod = toPod(workload)
  if (service !== undefined && curve !== null) {
    return {
      kind: 'service',
      name,
      pod,
      replicas: replicasOf(workload),
      load: curve,
      capacityPerReplicaPerSecond: service.capacityPerReplica,
      timeoutUs: service.timeout,
      slo: { latencyUs: service.slo.latency ?? null, availability: service.slo.availability ?? null },
      autoscaler,
    }
  }
  if (job === undefined) return null
  const { arrivals, parallelism, duration } = job
  const submission = { kind: 'job' as const, name, pod, parallelism, durationUs: duration }
  if (arrivals.kind === 'at')
    return { ...submission, arrivals: { kind: 'at', timesUs: inOrder(arrivals.timesUs, durationUs) } }
  if (arrivals.kind === 'every')
    return { ...submission, arrivals: { kind: 'at', timesUs: periodic(arrivals.periodUs, durationUs) } }
  return curve === null ? null : { ...submission, arrivals: { kind: 'curve', curve } }
}

function toPod(workload: WorkloadDocument): PodTemplate {
  const { labels, limits, nodeSelector, tolerations, priority, image, startup } = workload
  const requests = requestsOf(workload)
  return {
    labels,
    requests,
    scored: scoredRequests({ containers: [{ requests }], initContainers: [] }),
    limits,
    nodeSelector,
    tolerations: tolerations.map(toToleration),
    priority,
    scheduling: PLAIN_SCHEDULING,
    images: [{ name: imageNameOf(workload), sizeBytes: image.size }],
    startup: { containerUs: startup.container, readyUs: startup.ready },
    terminationUs: TERMINATION_US,
    usage: usageOf(workload),
  }
}

function toToleration({ key, operator, value, effect }: WorkloadDocument['tolerations'][number]): Toleration {
  return {
    ...(key === undefined ? {} : { key }),
    ...(operator === undefined ? {} : { operator }),
    ...(value === undefined ? {} : { value }),
    ...(effect === undefined ? {} : { effect }),
  }
}

/** Submissions in order of time; what would come after the end never happens. */
function inOrder(timesUs: readonly number[], durationUs: number): number[] {
  return timesUs.filter((us) => us < durationUs).sort((a, b) => a - b)
}

function periodic(periodUs: number, durationUs: number): number[] {
  return Array.from({ length: Math.ceil(durationUs / periodUs) }, (_, index) => index * periodUs)
}
