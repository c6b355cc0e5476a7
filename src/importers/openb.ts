import type { CsvProblem } from '../base/csv.ts'
import { randomStream } from '../base/random.ts'
import { formatDuration } from '../base/time.ts'
import type { NodePool } from '../model/cluster-spec.ts'
import { DEVICE_MILLI, type GpuShape, type TargetShape } from '../model/gpus.ts'
import type { Note } from '../model/scenario.ts'
import { PLAIN_SCHEDULING } from '../model/scheduling.ts'
import { targetWorkload } from '../model/target-workload.ts'
import type { JobWorkload, PodTemplate } from '../model/workload.ts'
import { type Arrival, inflated, inOrder, replayed, shuffled } from './openb-arrivals.ts'
import { readTraceOrder } from './openb-order.ts'
import { readTraceNodes, readTracePods, type TraceNode, type TracePod } from './openb-rows.ts'

/** Pods of a node at most, as in the FGD study: never what is short. */
const MAX_PODS_PER_NODE = 1001
const BYTES_PER_MEBIBYTE = 1024 * 1024

export interface NamedText {
  readonly file: string
  readonly text: string
}

export type OpenbMode =
  /** Every pod at its own time. */
  | { readonly kind: 'replay' }
  /** Arrivals only: shuffled, and drawn again or thinned to this share of the cluster's GPUs. */
  | {
      readonly kind: 'inflate'
      readonly to: number
      /** The same order in every run, from this seed; null: each seed of a run has its own. */
      readonly orderSeed: number | null
    }
  /** Arrivals only, in an order that is given, with the order of nodes for ties. */
  | { readonly kind: 'order'; readonly order: NamedText }

export interface OpenbInput {
  readonly nodes: NamedText
  readonly pods: NamedText
  readonly mode: OpenbMode
  readonly seed: number
  readonly durationUs: number
}

/** What a trace brings into a run. */
export interface TraceWorld {
  readonly pools: readonly NodePool[]
  readonly workloads: readonly JobWorkload[]
}

export interface OpenbTrace extends TraceWorld {
  /** The same under another seed: other orders of the same nodes and kinds of pods; null: no seed changes it. */
  readonly drawn: ((seed: number) => TraceWorld) | null
  readonly target: readonly TargetShape[]
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

/** Alibaba's GPU trace of 2023 (OpenB) as a cluster and what comes to it; a workload for each kind of pod. */
export function readOpenb(input: OpenbInput): OpenbTrace {
  const nodes = readTraceNodes(input.nodes.file, input.nodes.text)
  const pods = readTracePods(input.pods.file, input.pods.text)
  const notes = [...nodes.notes, ...pods.notes]
  const failed = (problems: readonly CsvProblem[]) => ({ ...NOTHING, notes, problems })
  if (nodes.problems.length + pods.problems.length > 0) return failed([...nodes.problems, ...pods.problems])
  const planned = plan(input, nodes.rows, pods.rows)
  if (typeof planned === 'string') return failed([{ message: planned, hint: null }])
  const world = ({ arrivals, nodes: order }: Plan): TraceWorld => ({
    pools: [poolOf(order.flatMap((row) => nodes.rows[row] ?? []))],
    workloads: workloadsOf(pods.rows, arrivals, input.mode),
  })
  const { mode, durationUs } = input
  return {
    ...world(planned),
    drawn:
      mode.kind === 'inflate' && mode.orderSeed === null
        ? (seed) => world(inflatedPlan(mode, seed, durationUs, nodes.rows, pods.rows))
        : null,
    target: targetOf(pods.rows),
    notes: [...notes, ...absentNotes(input, pods.rows, planned.arrivals)],
    problems: [],
  }
}

const NOTHING = { pools: [], workloads: [], drawn: null, target: [] }

type Nodes = readonly (TraceNode | null)[]
type Pods = readonly (TracePod | null)[]

interface Plan {
  readonly arrivals: readonly Arrival[]
  readonly nodes: readonly number[]
}

function plan({ mode, seed, durationUs }: OpenbInput, nodes: Nodes, pods: Pods): Plan | string {
  if (mode.kind === 'replay') return { arrivals: replayed(pods, durationUs), nodes: asListed(nodes) }
  if (mode.kind === 'inflate') return inflatedPlan(mode, mode.orderSeed ?? seed, durationUs, nodes, pods)
  const order = readTraceOrder(mode.order.text, {
    pod: (row) => (pods[row] ?? null) !== null,
    node: (row) => (nodes[row] ?? null) !== null,
    nodes: asListed(nodes).length,
  })
  if (typeof order === 'string') return `${mode.order.file} ${order}`
  return { arrivals: inOrder(order.pods, durationUs), nodes: order.nodes ?? asListed(nodes) }
}

function inflatedPlan({ to }: { readonly to: number }, seed: number, durationUs: number, nodes: Nodes, pods: Pods) {
  const capacity = nodes.reduce((sum, node) => sum + (node?.devices ?? 0) * DEVICE_MILLI, 0)
  const order = inflated(pods, to * capacity, randomStream(seed, 'import/openb/pods'))
  const tieOrder = shuffled(asListed(nodes), randomStream(seed, 'import/openb/nodes'))
  return { arrivals: inOrder(order, durationUs), nodes: tieOrder }
}

function asListed(nodes: Nodes): number[] {
  return nodes.flatMap((node, row) => (node === null ? [] : [row]))
}

/** All nodes in one pool, because their order breaks ties. */
function poolOf(nodes: readonly TraceNode[]): NodePool {
  const shapes = new Map<string, GpuShape>()
  const empty = { capacity: {}, allocatable: {}, maxPods: MAX_PODS_PER_NODE, labels: {}, taints: [] }
  return {
    name: 'openb',
    shape: empty,
    count: 0,
    listed: nodes.map((node) => ({ name: node.name, shape: shapeOf(node, shapes) })),
    limits: { min: 0, max: nodes.length },
    zones: [],
    unschedulable: false,
    pricePerHour: 0,
    offerings: [{ instanceType: null, purchase: 'on-demand', shape: empty, pricePerHour: 0 }],
    provisioning: { failureShare: 0, quota: null },
    bootTimeUs: { kind: 'constant', value: 0 },
  }
}

function shapeOf({ cpuMilli, memoryMebibytes, devices, model }: TraceNode, shapes: Map<string, GpuShape>) {
  const has = { cpu: cpuMilli, memory: memoryMebibytes * BYTES_PER_MEBIBYTE }
  const key = `${devices} ${model}`
  const gpus = shapes.get(key) ?? { model, count: devices, memoryBytes: 0, slices: {} }
  shapes.set(key, gpus)
  const shape = { capacity: has, allocatable: has, maxPods: MAX_PODS_PER_NODE, labels: {}, taints: [] }
  return devices === 0 ? shape : { ...shape, gpus }
}

/**
 * In the order of the list. Of an inflated one every kind is there, whether a pod of it was left in or not: all seeds have the same
 * workloads.
 */
function workloadsOf(pods: Pods, arrivals: readonly Arrival[], { kind: mode }: OpenbMode): JobWorkload[] {
  const byKind = new Map<string, { readonly pod: TracePod; readonly arrivals: Arrival[] }>()
  const kinds = pods.map((pod) => (pod === null ? null : kindName(pod)))
  pods.forEach((pod, row) => {
    const name = kinds[row]
    if (pod !== null && name !== null && !byKind.has(name)) byKind.set(name, { pod, arrivals: [] })
  })
  for (const arrival of arrivals) byKind.get(kinds[arrival.pod] ?? '')?.arrivals.push(arrival)
  return [...byKind].flatMap(([name, kind]) =>
    kind.arrivals.length === 0 && mode !== 'inflate' ? [] : [workloadOf(name, kind.pod, kind.arrivals)],
  )
}

function workloadOf(name: string, pod: TracePod, arrivals: readonly Arrival[]): JobWorkload {
  const inTime = [...arrivals].sort((a, b) => a.atUs - b.atUs)
  return {
    kind: 'job',
    name,
    pod: templateOf(pod),
    arrivals: {
      kind: 'at',
      timesUs: inTime.map(({ atUs }) => atUs),
      durationsUs: inTime.map(({ durationUs }) => durationUs),
    },
    concurrency: 'Allow',
    startingDeadlineUs: null,
    parallelism: 1,
    completions: 1,
    durationUs: { kind: 'constant', value: 0 },
    failureShare: 0,
    backoffLimit: 0,
    activeDeadlineUs: null,
    deadlineUs: null,
    gang: null,
    queue: null,
  }
}

/** What tells kinds of pods apart, as a name: `8000m-24576mi-1x500-a10-t4`. */
function kindName({ cpuMilli, memoryMebibytes, gpu }: TracePod): string {
  const devices = gpu === null ? [] : [`${gpu.count}x${gpu.milli}`, ...gpu.models]
  return [`${cpuMilli}m`, `${memoryMebibytes}mi`, ...devices].join('-').toLowerCase()
}

const AT_ONCE = { kind: 'constant', value: 0 } as const

function templateOf({ cpuMilli, memoryMebibytes, gpu }: TracePod): PodTemplate {
  const memoryBytes = memoryMebibytes * BYTES_PER_MEBIBYTE
  const requests = { cpu: cpuMilli, memory: memoryBytes }
  return {
    labels: {},
    requests,
    scored: { cpuMilli, memoryBytes },
    limits: {},
    nodeSelector: {},
    tolerations: [],
    priority: 0,
    scheduling: gpu === null ? PLAIN_SCHEDULING : { ...PLAIN_SCHEDULING, gpu },
    images: [],
    startup: { containerUs: AT_ONCE, modelUs: AT_ONCE, readyUs: AT_ONCE },
    terminationUs: 0,
    usage: { idle: {}, busy: requests },
  }
}

/** Of the list as it stands, whatever of it arrives. */
function targetOf(pods: Pods): TargetShape[] {
  const shapes = new Map<string, Omit<TargetShape, 'share'> & { pods: number }>()
  for (const pod of pods) {
    if (pod === null) continue
    const { cpuMilli, gpu } = pod
    const key = JSON.stringify([cpuMilli, gpu])
    const known = shapes.get(key)
    if (known === undefined) shapes.set(key, { cpuMilli, gpu, pods: 1 })
    else known.pods++
  }
  return targetWorkload([...shapes.values()])
}

function absentNotes(
  { mode, pods: { file }, durationUs }: OpenbInput,
  pods: Pods,
  arrivals: readonly Arrival[],
): Note[] {
  const absent = pods.filter((pod) => pod !== null).length - arrivals.length
  if (mode.kind !== 'replay' || absent === 0) return []
  return [
    {
      about: file,
      text: `${absent} pods have no times or come after the end (${formatDuration(durationUs)}): they never arrive`,
    },
  ]
}
