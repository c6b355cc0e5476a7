import type { PluginChoice } from '../base/plugin-field.ts'
import { parseShare } from '../base/share.ts'
import type { Amounts } from '../model/amounts.ts'
import type { ClusterSpec, NodePool } from '../model/cluster-spec.ts'
import type { PluginRef } from '../model/plugin-ref.ts'
import type { PodDisruptionBudget } from '../model/pod-disruption-budget.ts'
import { effectiveRequests, scoredRequests } from '../model/pod-requests.ts'
import type { PodScheduling } from '../model/scheduling.ts'
import type {
  FunctionWorkload,
  Gang,
  JobWorkload,
  ListedSubmissions,
  PodTemplate,
  ServiceObjectives,
  ServiceWorkload,
  Toleration,
  Workload,
} from '../model/workload.ts'
import type { NodePoolDocument } from './cluster-schema.ts'
import { boundOf } from './disruption-schema.ts'
import {
  type AroundWorkloads,
  countOf,
  limitsOf,
  memoryBound,
  replicasOf,
  shapeAmounts,
  usageOf,
} from './fill-defaults.ts'
import type { FunctionDocument } from './function-schema.ts'
import { toGpuRequest, toGpuShape, toTargetWorkload } from './gpu-schema.ts'
import { offeringsOf } from './instance-types.ts'
import type { JobDocument } from './job-schema.ts'
import type { ServiceLog } from './listed-requests.ts'
import { podContainers, podImage, limitsOf as podLimitsOf, podSaid } from './pod-said.ts'
import { priorityOf } from './priority-of.ts'
import type { ListedNode } from './read-inputs.ts'
import { hopsUs, replicaWork } from './replica-work.ts'
import type { ScenarioDocument } from './scenario-schema.ts'
import type { ServiceDocument } from './service-schema.ts'
import { type Axis, submissionsUs } from './submissions.ts'
import { toScheduling } from './to-scheduling.ts'
import { WARM_POOL_LABEL } from './warm-schema.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** The label that Kubernetes gives to every namespace. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name'

/** The longest bound of a backoff, in bases: Envoy's default. */
const BACKOFF_GROWTH = 10

/** Kubernetes puts it on cordoned nodes. */
const CORDON = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' as const }

export function toCluster(document: ScenarioDocument, listed: readonly (readonly ListedNode[])[]): ClusterSpec {
  const { nodePools, registry, targetWorkload } = document.cluster
  return {
    pools: nodePools.map((pool, index) => toPool(pool, listed[index] ?? [])),
    disruptionBudgets: budgetsOf(document),
    namespaces: namespacesOf(document),
    registry: { bytesPerSecond: registry.bandwidth ?? null, perNodeBytesPerSecond: registry.perNode },
    ...(targetWorkload === undefined ? {} : { targetWorkload: toTargetWorkload(targetWorkload) }),
  }
}

function budgetsOf({ cluster, workloads }: ScenarioDocument): PodDisruptionBudget[] {
  const shared = cluster.disruptionBudgets.map((budget) => {
    const { name, namespace, selector, unhealthyPodEvictionPolicy } = budget
    return { name, namespace, selector, bound: boundOf(budget), unhealthyPodEvictionPolicy }
  })
  const own = workloads.flatMap((workload): PodDisruptionBudget[] => {
    const { name, namespace, podDisruptionBudget } = workload
    if (podDisruptionBudget === undefined) return []
    const selector = { matchLabels: podSaid(workload).labels, matchExpressions: [] }
    const { unhealthyPodEvictionPolicy } = podDisruptionBudget
    return [{ name, namespace, selector, bound: boundOf(podDisruptionBudget), unhealthyPodEvictionPolicy }]
  })
  return [...shared, ...own]
}

function namespacesOf({ namespaces, workloads }: ScenarioDocument): ClusterSpec['namespaces'] {
  const names = [...new Set([...Object.keys(namespaces), ...workloads.map(({ namespace }) => namespace)])].sort()
  return Object.fromEntries(names.map((name) => [name, { ...namespaces[name]?.labels, [NAMESPACE_LABEL]: name }]))
}

function toPool(pool: NodePoolDocument, listed: readonly ListedNode[]): NodePool {
  const { capacity, allocatable } = shapeAmounts(pool)
  const { pods: _, ...capacityAmounts } = capacity
  const { pods: maxPods = 0, ...allocatableAmounts } = allocatable
  const taints = pool.unschedulable ? [...pool.taints, CORDON] : pool.taints
  const gpus = pool.gpus === undefined ? {} : { gpus: toGpuShape(pool.gpus) }
  const own = pool.warm === undefined ? {} : { [WARM_POOL_LABEL]: pool.name }
  const labels = { ...pool.labels, ...own }
  const same = listed.map(({ name, shape }) => ({
    name,
    shape: { ...shape, labels: { ...shape.labels, ...own }, ...gpus },
  }))
  const said = {
    capacity: capacityAmounts,
    allocatable: allocatableAmounts,
    maxPods,
    labels,
    taints,
    ...gpus,
  }
  const named = offeringsOf({ ...pool, labels }, taints, (machine) => ({ ...machineShape(pool, machine), ...gpus }))
  const plain = { instanceType: null, purchase: 'on-demand' as const, shape: said, pricePerHour: pool.pricePerHour }
  const offerings = named.length === 0 ? [plain] : named
  const [{ shape, pricePerHour }] = offerings
  return {
    name: pool.name,
    shape,
    offerings,
    provisioning: { failureShare: pool.provisioning.failure, quota: pool.provisioning.quota ?? null },
    count: countOf(pool),
    listed: pool.unschedulable ? same.map(cordoned) : same,
    limits: limitsOf(pool, listed.length),
    zones: pool.zones,
    unschedulable: pool.unschedulable,
    pricePerHour,
    bootTimeUs: pool.bootTime,
  }
}

function machineShape(pool: NodePoolDocument, machine: Amounts) {
  const { capacity, allocatable } = shapeAmounts(pool, machine)
  const { pods: _, ...amounts } = capacity
  const { pods: maxPods = 0, ...allocatableAmounts } = allocatable
  return { capacity: amounts, allocatable: allocatableAmounts, maxPods }
}

function cordoned({ name, shape }: ListedNode): ListedNode {
  return { name, shape: { ...shape, taints: [...shape.taints, CORDON] } }
}

/** `curve` is the resolved load or arrival curve; `autoscaler` is the variant's choice for this workload. */
export function toWorkload(
  workload: WorkloadDocument,
  around: AroundWorkloads,
  curve: PluginRef | null,
  {
    autoscaler,
    axis,
    listed,
    log,
  }: {
    readonly autoscaler: PluginChoice
    readonly axis: Axis
    readonly listed: ListedSubmissions | null
    readonly log: ServiceLog | null
  },
): Workload | null {
  const { name, service, job } = workload
  const pod = toPod(workload, around)
  if (workload.function !== undefined) return curve === null ? null : toFunction(name, pod, workload.function, curve)
  if (service !== undefined && curve !== null) {
    const work = replicaWork(workload, service)
    if (work === null) return null
    return {
      kind: 'service',
      name,
      pod,
      containers: podContainers(podSaid(workload)),
      replicas: replicasOf(workload),
      load: curve,
      requests: log === null ? null : { atUs: log.atUs, ownServiceTimes: log.serviceUs !== null },
      calls: service.calls,
      hopsUs: hopsUs(service),
      serviceTimeUs: work.serviceTimeUs,
      placesPerReplica: work.places,
      throttled: work.throttled,
      memoryBound: memoryBound(workload),
      loadBalancing: service.loadBalancing,
      fidelity: service.fidelity,
      capacityPerReplicaPerSecond: work.perSecond,
      timeoutUs: service.timeout,
      withoutReplicas: service.withoutReplicas,
      retries: toRetries(service.retries),
      slo: toObjectives(service.slo),
      autoscaler,
    }
  }
  if (job === undefined) return null
  if (listed !== null) return toJob(name, pod, job, { kind: 'at', ...listed })
  const timesUs = submissionsUs(job, axis)
  if (timesUs !== null) return toJob(name, pod, job, { kind: 'at', timesUs })
  return curve === null ? null : toJob(name, pod, job, { kind: 'curve', curve })
}

function toRetries({ attempts, budget, backoff }: ServiceDocument['retries']): ServiceWorkload['retries'] {
  const baseUs = backoff?.base ?? 0
  return {
    attempts,
    budget: budget ?? null,
    backoff: backoff === undefined ? null : { baseUs, maxUs: backoff.max ?? BACKOFF_GROWTH * baseUs },
  }
}

/** A cold start that is told stands for all that its pod would go through on the node. */
function toFunction(name: string, pod: PodTemplate, said: FunctionDocument, load: PluginRef): FunctionWorkload {
  const { coldStart } = said
  const nothing = { kind: 'constant' as const, value: 0 }
  const startup = { containerUs: coldStart ?? nothing, modelUs: nothing, readyUs: nothing }
  return {
    kind: 'function',
    name,
    pod: coldStart === undefined ? pod : { ...pod, images: [], startup },
    load,
    serviceTimeUs: said.serviceTime,
    concurrency: said.concurrency,
    keepAliveUs: said.keepAlive,
    provisioned: said.provisioned,
    instancesMax: said.maxInstances,
    timeoutUs: said.timeout,
    slo: toObjectives(said.slo),
  }
}

function toJob(name: string, pod: PodTemplate, job: JobDocument, arrivals: JobWorkload['arrivals']): JobWorkload {
  const completions = job.completions ?? job.parallelism
  return {
    kind: 'job',
    name,
    pod,
    arrivals,
    concurrency: job.arrivals.kind === 'cron' ? job.arrivals.concurrency : 'Allow',
    startingDeadlineUs: (job.arrivals.kind === 'cron' ? job.arrivals.startingDeadlineUs : null) ?? null,
    parallelism: Math.min(job.parallelism, completions),
    completions,
    durationUs: job.duration,
    failureShare: job.failures,
    backoffLimit: job.backoffLimit,
    activeDeadlineUs: job.activeDeadline ?? null,
    deadlineUs: job.deadline ?? job.activeDeadline ?? null,
    gang: toGang(job.gang),
    queue: job.queue ?? null,
  }
}

function toGang(gang: JobDocument['gang']): Gang | null {
  if (gang === undefined) return null
  return { minCount: gang.minCount ?? null, timeoutUs: gang.timeout ?? null, backfill: gang.backfill }
}

/** `p99: 400ms` is a latency that 99 % of the answered requests must stay within; the slowest of them says which are late. */
function toObjectives(slo: ServiceDocument['slo']): ServiceObjectives {
  const { latency } = slo
  const availability = slo.availability ?? null
  if (latency === undefined || typeof latency === 'number') {
    return { latencyUs: latency ?? null, percentiles: [], availability }
  }
  const percentiles = Object.entries(latency)
    .map(([name, latencyUs]) => ({ share: parseShare(`${name.slice(1)}%`), latencyUs }))
    .sort((a, b) => a.share - b.share)
  return { latencyUs: percentiles.at(-1)?.latencyUs ?? null, percentiles, availability }
}

function toPod(workload: WorkloadDocument, { images, priorityClasses }: AroundWorkloads): PodTemplate {
  const { startup, namespace, service } = workload
  const said = podSaid(workload)
  const containers = podContainers(said)
  const { priority, preemptionPolicy } = priorityOf(said, priorityClasses)
  const pulled = [...said.initContainers, ...said.containers].map(({ image }) => image)
  return {
    labels: said.labels,
    requests: effectiveRequests(containers),
    scored: scoredRequests(containers),
    limits: podLimitsOf(workload),
    nodeSelector: said.fields.nodeSelector,
    tolerations: said.fields.tolerations.map(toToleration),
    priority,
    scheduling: withGpu(
      workload,
      toScheduling(
        said,
        { namespace, hasService: service !== undefined || workload.function !== undefined },
        preemptionPolicy,
      ),
    ),
    images: pulled.map((name) => podImage(name, workload, images)),
    startup: { containerUs: startup.container, modelUs: startup.model, readyUs: startup.ready },
    terminationUs: said.terminationUs,
    usage: usageOf(workload),
  }
}

function withGpu({ gpu }: WorkloadDocument, scheduling: PodScheduling): PodScheduling {
  return gpu === undefined ? scheduling : { ...scheduling, gpu: toGpuRequest(gpu) }
}

function toToleration({ key, operator, value, effect }: WorkloadDocument['tolerations'][number]): Toleration {
  return {
    ...(key === undefined ? {} : { key }),
    ...(operator === undefined ? {} : { operator }),
    ...(value === undefined ? {} : { value }),
    ...(effect === undefined ? {} : { effect }),
  }
}
