import fc from 'fast-check'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { HOSTNAME_LABEL, NODE_BOOTING, ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { POD_FREE, POD_PENDING, POD_READY } from '../../src/cluster/pod-table.ts'
import type { NodeShape } from '../../src/model/cluster-spec.ts'
import { PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { image } from '../builders/model.ts'

export const RESOURCES = ['cpu', 'memory', 'ephemeral-storage', 'example.com/gpu']

function shape(cpu: number, gpu: number): NodeShape {
  const amounts = { cpu, memory: cpu * 1024, 'ephemeral-storage': 10_000, 'example.com/gpu': gpu }
  return { capacity: amounts, allocatable: amounts, maxPods: 4, labels: { gpu: String(gpu) }, taints: [] }
}

export const SHAPES = [shape(4000, 0), shape(1000, 0), shape(8000, 2)]

function template(cpu: number, gpu: number): PodTemplate {
  const none = { kind: 'constant', value: 0 } as const
  return {
    labels: {},
    requests: { cpu, memory: cpu * 512, ...(gpu > 0 ? { 'example.com/gpu': gpu } : {}) },
    limits: {},
    nodeSelector: {},
    tolerations: [],
    priority: 0,
    scored: { cpuMilli: cpu, memoryBytes: cpu * 512 },
    scheduling: PLAIN_SCHEDULING,
    images: [image('app', 0)],
    startup: { containerUs: none, modelUs: none, readyUs: none },
    terminationUs: 30_000_000,
    usage: { idle: {}, busy: {} },
  }
}

const TEMPLATES = [template(0, 0), template(700, 0), template(2500, 0), template(1000, 1)]

/** One step on a cluster. Numbers pick among what is there at that time, so that every step means something in every state. */
export interface Step {
  readonly verb:
    | 'add-node'
    | 'node-ready'
    | 'cordon'
    | 'remove-node'
    | 'create-pod'
    | 'bind'
    | 'pod-state'
    | 'remove-pod'
  readonly pick: number
  readonly other: number
}

const TRIED_IN_FORKS = ['add-node', 'node-ready', 'cordon', 'remove-node', 'bind', 'pod-state'] as const
const ALL = [...TRIED_IN_FORKS, 'create-pod', 'remove-pod', 'bind', 'create-pod'] as const

function step(verbs: readonly Step['verb'][]): fc.Arbitrary<Step> {
  return fc.record({ verb: fc.constantFrom(...verbs), pick: fc.nat(1000), other: fc.nat(1000) })
}

export const anyStep = step(ALL)
export const forkStep = step(TRIED_IN_FORKS)

function nodesWhere(cluster: Cluster, accept: (row: number) => boolean): number[] {
  return Array.from(cluster.order.rows.subarray(0, cluster.order.count)).filter(accept)
}

function podsWhere(cluster: Cluster, accept: (row: number) => boolean): number[] {
  return Array.from({ length: cluster.pods.rows }, (_, row) => row).filter(accept)
}

function hasRoom(cluster: Cluster, node: number, pod: number): boolean {
  const { nodes, classes, pods } = cluster
  const { requests } = classes[pods.podClass[pod]]
  if (nodes.podCount[node] >= nodes.maxPods[node]) return false
  return RESOURCES.every((_, r) => requests[r] <= nodes.allocatable[r][node] - nodes.requested[r][node])
}

/** Takes the step if the cluster's state allows it; otherwise nothing happens. */
export function take(cluster: Cluster, { verb, pick, other }: Step, nowUs: number): void {
  const { nodes, pods } = cluster
  const where = (accept: (row: number) => boolean) => nodesWhere(cluster, accept)
  const one = (rows: readonly number[], act: (row: number) => void) => {
    if (rows.length > 0) act(rows[pick % rows.length])
  }
  switch (verb) {
    case 'add-node': {
      const name = `n${nowUs}`
      const labels = { [HOSTNAME_LABEL]: name, [ZONE_LABEL]: `zone-${other % 2}` }
      cluster.addNode({ name, pool: 0, shape: SHAPES[pick % SHAPES.length], labels }, nowUs)
      break
    }
    case 'node-ready':
      one(
        where((row) => nodes.state[row] === NODE_BOOTING),
        (row) => cluster.nodeReady(row, nowUs),
      )
      break
    case 'cordon':
      one(
        where(() => true),
        (row) => cluster.setCordoned(row, other % 2 === 0),
      )
      break
    case 'remove-node':
      one(
        where((row) => nodes.podCount[row] === 0),
        (row) => cluster.removeNode(row),
      )
      break
    case 'create-pod':
      cluster.createPod(cluster.podClass(TEMPLATES[pick % TEMPLATES.length]), 0, 0, nowUs)
      break
    case 'bind':
      one(
        podsWhere(cluster, (pod) => pods.state[pod] === POD_PENDING),
        (pod) => {
          const fitting = where((node) => hasRoom(cluster, node, pod))
          if (fitting.length > 0) cluster.bind(pod, fitting[other % fitting.length], nowUs)
        },
      )
      break
    case 'pod-state':
      one(
        podsWhere(cluster, (pod) => pods.node[pod] !== -1),
        (pod) => cluster.setPodState(pod, POD_READY),
      )
      break
    case 'remove-pod':
      one(
        podsWhere(cluster, (pod) => pods.state[pod] !== POD_FREE),
        (pod) => cluster.removePod(pod, nowUs),
      )
      break
  }
}
