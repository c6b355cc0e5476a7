import { z } from 'zod'
import type { Distribution } from '../../src/base/distribution.ts'
import type { NodePool, NodeShape, Taint } from '../../src/model/cluster-spec.ts'
import { type MetricsPipeline, PRESENT_INSTANT } from '../../src/model/metrics-pipeline.ts'
import type { PluginRef } from '../../src/model/plugin-ref.ts'
import { scoredRequests } from '../../src/model/pod-requests.ts'
import type { Scenario, Variant } from '../../src/model/scenario.ts'
import { PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import type { FunctionWorkload, JobWorkload, PodImage, PodTemplate, ServiceWorkload } from '../../src/model/workload.ts'
import { NODE_AUTOSCALERS } from '../../src/policies/node-autoscaler/registry.ts'
import { PLACEMENTS } from '../../src/policies/placement/registry.ts'
import { POD_AUTOSCALERS } from '../../src/policies/pod-autoscaler/registry.ts'
import { amounts, HOUR, MIB, type Said, SECOND } from './amounts.ts'

export const constant = (value: number): Distribution => ({ kind: 'constant', value })

interface Named {
  readonly name: string
  readonly options: z.ZodType
}

/** A plugin with its options decoded, as a scenario's text would choose it. */
function chosen(registry: readonly Named[], name: string, options: object): PluginRef {
  const plugin = registry.find((each) => each.name === name)
  if (plugin === undefined) throw new Error(`no plugin ${name}`)
  return { name, options: z.decode(plugin.options, options as never) }
}

export const placement = (name: string, options = {}): PluginRef => chosen(PLACEMENTS, name, options)
export const podAutoscaler = (name: string, options = {}): PluginRef => chosen(POD_AUTOSCALERS, name, options)
export const nodeAutoscaler = (name: string, options = {}): PluginRef => chosen(NODE_AUTOSCALERS, name, options)

/** What `policies.metrics` is in a scenario that says nothing. */
export const METRICS_SERVER: MetricsPipeline = { scrapeUs: 15 * SECOND, windowUs: 30 * SECOND, delayUs: SECOND }

/** The same rate all the time. */
export const steady = (perSecond: number): PluginRef => ({ name: 'constant', options: perSecond })

/** Rates from seconds on: `[[0, 100], [60, 200]]`. */
export function stepwise(list: readonly (readonly [seconds: number, perSecond: number])[]): PluginRef {
  return { name: 'steps', options: list.map(([at, rate]) => ({ at: at * SECOND, rate })) }
}

/** An image of one layer. */
export const image = (name: string, sizeBytes = 0): PodImage => ({ name, sizeBytes, layers: [{ name, sizeBytes }] })

export function podTemplate(requests: Said = { cpu: 1, memory: 1 }, rest: Partial<PodTemplate> = {}): PodTemplate {
  return {
    labels: {},
    requests: amounts(requests),
    scored: scoredRequests({ containers: [{ requests: amounts(requests) }], initContainers: [] }),
    limits: {},
    nodeSelector: {},
    tolerations: [],
    priority: 0,
    scheduling: PLAIN_SCHEDULING,
    images: [image('app:latest')],
    startup: { containerUs: constant(0), modelUs: constant(0), readyUs: constant(0) },
    terminationUs: 30_000_000,
    usage: { idle: {}, busy: amounts(requests) },
    ...rest,
  }
}

interface ShapeParts {
  readonly maxPods?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly Taint[]
}

export function nodeShape(said: Said = { cpu: 4, memory: 8, disk: 100 }, parts: ShapeParts = {}): NodeShape {
  const has = amounts(said)
  return { capacity: has, allocatable: has, maxPods: 110, labels: {}, taints: [], ...parts }
}

export function pool(parts: Partial<NodePool> = {}): NodePool {
  const { shape = nodeShape(), pricePerHour = 1 } = parts
  return {
    name: 'general',
    shape,
    offerings: [{ instanceType: null, purchase: 'on-demand', shape, pricePerHour }],
    provisioning: { failureShare: 0, quota: null },
    count: 1,
    listed: [],
    limits: { min: 0, max: 100 },
    zones: [],
    unschedulable: false,
    pricePerHour,
    bootTimeUs: constant(60 * SECOND),
    ...parts,
  }
}

/** A service without load, of one replica that answers 100/s and starts in no time. */
export function service(parts: Partial<ServiceWorkload> = {}): ServiceWorkload {
  return {
    kind: 'service',
    name: 'web',
    pod: podTemplate(),
    containers: {
      containers: [{ name: 'app', requests: (parts.pod ?? podTemplate()).requests }],
      initContainers: [],
    },
    replicas: 1,
    requests: null,
    load: steady(0),
    capacityPerReplicaPerSecond: 100,
    timeoutUs: 2 * SECOND,
    withoutReplicas: 'refuse',
    calls: [],
    hopsUs: 0,
    serviceTimeUs: null,
    placesPerReplica: 1,
    throttled: false,
    memoryBound: null,
    loadBalancing: 'least-connections',
    fidelity: 'fluid',
    retries: { attempts: 1, budget: null, backoff: null },
    slo: { latencyUs: null, percentiles: [], availability: null },
    autoscaler: podAutoscaler('static'),
    ...parts,
  }
}

/** A function without load, whose instances work on a request for 100 ms. */
export function functionOf(parts: Partial<FunctionWorkload> = {}): FunctionWorkload {
  return {
    kind: 'function',
    name: 'thumbnail',
    pod: podTemplate(),
    load: steady(0),
    serviceTimeUs: constant(SECOND / 10),
    concurrency: 1,
    keepAliveUs: 60 * SECOND,
    provisioned: 0,
    instancesMax: 10,
    timeoutUs: 60 * SECOND,
    slo: { latencyUs: null, percentiles: [], availability: null },
    ...parts,
  }
}

/** One submission of one pod at the start, that works for a minute. */
export function job(parts: Partial<JobWorkload> = {}): JobWorkload {
  return {
    kind: 'job',
    name: 'batch',
    pod: podTemplate(),
    arrivals: { kind: 'at', timesUs: [0] },
    concurrency: 'Allow',
    startingDeadlineUs: null,
    parallelism: 1,
    completions: parts.parallelism ?? 1,
    durationUs: constant(60 * SECOND),
    failureShare: 0,
    backoffLimit: 6,
    activeDeadlineUs: null,
    deadlineUs: null,
    gang: null,
    queue: null,
    ...parts,
  }
}

/** Pools and workloads under first-fit, with nodes and readings as they are. */
export function variant(
  parts: Partial<Omit<Variant, 'policies' | 'cluster'>> & {
    readonly pools?: readonly NodePool[]
    readonly perNodeBytesPerSecond?: number
    readonly bytesPerSecond?: number | null
    readonly policies?: Partial<Variant['policies']>
  } = {},
): Variant {
  const { pools = [pool()], perNodeBytesPerSecond = 100 * MIB, bytesPerSecond = null, policies = {}, ...rest } = parts
  return {
    name: 'plain',
    description: '',
    workloads: [],
    queues: [],
    curves: new Map(),
    ...rest,
    cluster: { pools, disruptionBudgets: [], namespaces: {}, registry: { bytesPerSecond, perNodeBytesPerSecond } },
    policies: {
      placement: placement('first-fit'),
      nodeAutoscaling: nodeAutoscaler('static'),
      metrics: PRESENT_INSTANT,
      utilisationRule: 'mean',
      ...policies,
    },
  }
}

export function scenario(parts: Partial<Scenario> = {}): Scenario {
  return {
    name: 'test',
    description: '',
    seed: 1,
    start: null,
    durationUs: HOUR,
    resolutionUs: 15 * SECOND,
    seriesEveryUs: null,
    currency: 'USD',
    variants: [],
    expectations: [],
    notes: [],
    inputs: [],
    document: {},
    ...parts,
  }
}
