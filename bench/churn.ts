import { sha256Hex } from '../src/base/digest.ts'
import { randomStream } from '../src/base/random.ts'
import { Cluster } from '../src/cluster/cluster.ts'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../src/cluster/node-table.ts'
import type { PodClass } from '../src/cluster/pod-class.ts'
import { EventQueue } from '../src/engine/event-queue.ts'
import { Placement } from '../src/engine/placement/placement.ts'
import { BASE_RESOURCES } from '../src/model/amounts.ts'
import { PLAIN_SCHEDULING } from '../src/model/scheduling.ts'
import type { PodTemplate } from '../src/model/workload.ts'
import { placementParts, profileOf } from '../src/placement-parts.ts'
import { kubeDefault } from '../src/policies/placement/kube-default.ts'

export interface ChurnSize {
  readonly nodes: number
  readonly pods: number
  readonly classes: number
  /** Whether a service is in front of each class, so that the default spread over hosts and zones counts. */
  readonly spread?: boolean
}

const NODE_CPU_MILLI = 32_000
const NODE_MEMORY_BYTES = 128 * 2 ** 30
const ZONES = 3

/** Share of the cluster's cpu that is requested when the first pod arrives; as many leave as come from then on. */
const LOAD = 0.65

/** A pod arrives each millisecond. */
const ARRIVAL_US = 1000

const DEPARTURE = 0
const ARRIVAL = 1

const instantly = { kind: 'constant', value: 0 } as const

/** What is there before the first arrival, and everything about the arrivals but their nodes. */
interface ChurnWorld {
  readonly cluster: Cluster
  readonly queue: EventQueue
  /** By arrival: the class, and the time until departure. */
  readonly classes: readonly PodClass[]
  readonly livesUs: Float64Array
}

/**
 * Pods come and go on a cluster that is two thirds full: cluster, placement and event queue, with `kube-default` over all nodes.
 * The placement is made in the measured part and begins without anything prepared.
 */
export function prepareChurn(size: ChurnSize): () => { readonly seconds: number; readonly hash: string } {
  const world = makeWorld(size)
  return () => {
    const start = performance.now()
    const chosen = churn(world)
    const seconds = (performance.now() - start) / 1000
    return { seconds, hash: sha256Hex(new Uint8Array(chosen.buffer)) }
  }
}

/** The node chosen for each arrival; -1: none. */
function churn({ cluster, queue, classes, livesUs }: ChurnWorld): Int32Array {
  const parts = placementParts(profileOf({ name: kubeDefault.name, options: kubeDefault.options.parse({}) }))
  const placement = new Placement(cluster, parts, randomStream(1, 'bench/churn/ties'))
  const chosen = new Int32Array(classes.length)
  let arrived = 0
  queue.push(0, ARRIVAL)
  while (arrived < chosen.length && queue.pop()) {
    const { nowUs } = queue
    if (queue.kind === DEPARTURE) {
      cluster.removePod(queue.a, nowUs)
      continue
    }
    const podClass = classes[arrived]
    const node = placement.choose(podClass.id)
    if (node !== -1) place(cluster, queue, podClass, node, nowUs, livesUs[arrived])
    chosen[arrived++] = node
    queue.push(nowUs + ARRIVAL_US, ARRIVAL)
  }
  return chosen
}

function place(cluster: Cluster, queue: EventQueue, podClass: PodClass, node: number, nowUs: number, lifeUs: number) {
  const pod = cluster.createPod(podClass, 0, 0, nowUs)
  cluster.bind(pod, node, nowUs)
  queue.push(nowUs + lifeUs, DEPARTURE, pod)
}

function makeWorld({ nodes, pods, classes: classCount, spread = false }: ChurnSize): ChurnWorld {
  const random = randomStream(1, 'bench/churn')
  const cluster = clusterOf(nodes)
  const queue = new EventQueue()
  const known = Array.from({ length: classCount }, (_, i) => cluster.podClass(template(i, spread)))
  const meanCpuMilli = known.reduce((sum, { nonZeroCpuMilli }) => sum + nonZeroCpuMilli, 0) / classCount
  const running = Math.round((LOAD * nodes * NODE_CPU_MILLI) / meanCpuMilli)
  // Little's law: arrivals per time × mean life = pods there.
  const life = () => Math.round(-Math.log(1 - random.uniform()) * running * ARRIVAL_US)
  for (let i = 0; i < running; i++) {
    const podClass = known[random.int(classCount)]
    place(cluster, queue, podClass, firstWithRoom(cluster, podClass, i % nodes), 0, life())
  }
  return {
    cluster,
    queue,
    classes: Array.from({ length: pods }, () => known[random.int(classCount)]),
    livesUs: Float64Array.from({ length: pods }, life),
  }
}

function clusterOf(nodes: number): Cluster {
  const cluster = new Cluster(BASE_RESOURCES, ['general'])
  const allocatable = { cpu: NODE_CPU_MILLI, memory: NODE_MEMORY_BYTES }
  const shape = { capacity: allocatable, allocatable, maxPods: 110, labels: {}, taints: [] }
  for (let i = 0; i < nodes; i++) {
    const name = `general-${i}`
    const labels = { [HOSTNAME_LABEL]: name, [ZONE_LABEL]: `zone-${i % ZONES}` }
    cluster.nodeReady(cluster.addNode({ name, pool: 0, shape, labels }, 0), 0)
  }
  return cluster
}

/** 37 and 15 have no common divisor: 555 classes with requests of their own. */
function template(i: number, spread: boolean): PodTemplate {
  const labels = { app: `app-${i}` }
  const cpu = 500 + 100 * ((i * 7) % 37)
  const memory = (1 + ((i * 4) % 15)) * 2 ** 30
  return {
    labels,
    requests: { cpu, memory },
    scored: { cpuMilli: cpu, memoryBytes: memory },
    limits: {},
    nodeSelector: {},
    tolerations: [],
    priority: 0,
    scheduling: {
      ...PLAIN_SCHEDULING,
      defaultSpreadSelector: spread ? { matchLabels: labels, matchExpressions: [] } : null,
    },
    images: [],
    startup: { containerUs: instantly, modelUs: instantly, readyUs: instantly },
    terminationUs: 0,
    usage: { idle: {}, busy: {} },
  }
}

function firstWithRoom({ nodes, order }: Cluster, { requests }: PodClass, start: number): number {
  let node = start
  while (requests.some((amount, r) => nodes.requested[r][node] + amount > nodes.allocatable[r][node])) {
    node = (node + 1) % order.count
  }
  return node
}
