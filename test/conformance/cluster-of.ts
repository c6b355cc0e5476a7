import { expect } from 'vitest'
import { z } from 'zod'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { NamespaceLabels } from '../../src/cluster/matching.ts'
import type { PodClass } from '../../src/cluster/pod-class.ts'
import { viewOf } from '../../src/cluster/view.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import type { NodeShape, Taint } from '../../src/model/cluster-spec.ts'
import { effectiveRequests, scoredRequests } from '../../src/model/pod-requests.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import type {
  CandidateFilter,
  CandidateScore,
  FilterPlugin,
  Rejection,
  ScorePlugin,
} from '../../src/policies/placement/types.ts'
import { image } from '../builders/model.ts'
import { candidatePerCell, candidatePerNode, type Grouping } from './candidates.ts'
import {
  affinityOf,
  amountsOf,
  constraintOf,
  hostPortsOf,
  type Labels,
  podContainersOf,
  selectorOf,
  type VectorNode,
  type VectorPod,
} from './vector-shapes.ts'

/** A cluster in the state that a vector describes, and the pod that looks for a node. */
export interface ClusterCase {
  readonly nodes: readonly VectorNode[]
  /** Those whose node is not listed are left out. */
  readonly existingPods?: readonly VectorPod[]
  readonly pod: VectorPod
  /** Labels by namespace. */
  readonly namespaces?: Readonly<Record<string, Labels>>
}

export interface BuiltCase {
  readonly cluster: Cluster
  readonly podClass: PodClass
  /** Rows in node order. */
  readonly rows: Int32Array
  nameOf(row: number): string
  rowOf(name: string): number
}

const AT_ONCE = { kind: 'constant', value: 0 } as const

/** `nodeName` is the node that the pod asks for; existing pods have one without asking. */
export function templateOf(pod: VectorPod, nodeName = ''): PodTemplate {
  const containers = podContainersOf(pod)
  return {
    labels: pod.labels ?? {},
    requests: effectiveRequests(containers),
    scored: scoredRequests(containers),
    limits: {},
    nodeSelector: pod.nodeSelector ?? {},
    tolerations: pod.tolerations ?? [],
    priority: pod.priority ?? 0,
    scheduling: {
      namespace: namespaceOf(pod),
      nodeName,
      affinity: affinityOf(pod),
      topologySpreadConstraints: (pod.topologySpreadConstraints ?? []).map(constraintOf),
      defaultSpreadSelector: selectorOf(pod.defaultSpreadSelector),
      hostPorts: hostPortsOf(pod),
      preemptionPolicy: 'PreemptLowerPriority',
    },
    images: (pod.images ?? []).map(({ name, sizeBytes }) => image(name, sizeBytes)),
    startup: { containerUs: AT_ONCE, modelUs: AT_ONCE, readyUs: AT_ONCE },
    terminationUs: 30_000_000,
    usage: { idle: {}, busy: {} },
  }
}

function namespaceOf({ namespace }: VectorPod): string {
  return namespace === undefined || namespace === '' ? 'default' : namespace
}

function shapeOf({ allocatable = {}, labels = {}, taints = [] }: VectorNode): NodeShape {
  const { pods = 110, ...amounts } = amountsOf(allocatable)
  return {
    capacity: amounts,
    allocatable: amounts,
    maxPods: pods,
    labels,
    taints: taints.map(({ key, value = '', effect }) => ({ key, value, effect }) as Taint),
  }
}

export function clusterOf({ nodes, existingPods = [], pod, namespaces = {} }: ClusterCase): BuiltCase {
  const templates = existingPods.map((existing) => templateOf(existing))
  const incoming = templateOf(pod, pod.nodeName)
  const resources = new Set<string>(BASE_RESOURCES)
  for (const amounts of [
    ...nodes.map((node) => shapeOf(node).allocatable),
    ...[...templates, incoming].map(({ requests }) => requests),
  ]) {
    for (const name of Object.keys(amounts)) resources.add(name)
  }
  const cluster = new Cluster([...resources], ['nodes'])
  cluster.namespaces = labelled(namespaces)
  const rowByName = new Map<string, number>()
  for (const node of nodes) {
    const row = cluster.addNode({ name: node.name, pool: 0, shape: shapeOf(node), labels: {} }, 0)
    cluster.nodeReady(row, 0)
    if (node.unschedulable === true) cluster.setCordoned(row, true)
    for (const name of (node.images ?? []).flatMap(({ names }) => names)) cluster.keepImage(row, name)
    rowByName.set(node.name, row)
  }
  existingPods.forEach(({ nodeName, node, terminating }, index) => {
    const row = rowByName.get(nodeName ?? node ?? '')
    if (row === undefined) return
    const bound = cluster.createPod(cluster.podClass(templates[index]), 0, 0, 0)
    cluster.bind(bound, row, 0)
    if (terminating === true) cluster.setTerminating(bound)
  })
  return {
    cluster,
    podClass: cluster.podClass(incoming),
    rows: cluster.order.rows.slice(0, cluster.order.count),
    nameOf: (row) => cluster.nodes.names[row],
    rowOf: (name) => rowByName.get(name) ?? -1,
  }
}

function labelled(namespaces: Readonly<Record<string, Labels>>): NamespaceLabels {
  return new Map(Object.entries(namespaces).map(([name, labels]) => [name, new Map(Object.entries(labels))]))
}

/** By node: null where the pod may go, else why not. 'Skip' where the pod gives the filter nothing to check. */
export function verdictsOf(
  built: BuiltCase,
  plugin: FilterPlugin,
  options: unknown = {},
): Map<string, Rejection | null> | 'Skip' {
  const { cluster, podClass, rows } = built
  const filter = plugin.prepare(podClass, viewOf(cluster), z.decode(plugin.options, options))
  if (filter === null) return 'Skip'
  if (filter.reach === 'candidates') return candidateVerdicts(built, filter)
  const kept = rows.slice()
  const passed = new Set(kept.subarray(0, filter.keep(kept, kept.length)))
  for (const row of rows)
    expect(filter.keep(Int32Array.of(row), 1), `${built.nameOf(row)} alone`).toBe(passed.has(row) ? 1 : 0)
  return byNode(built, rows, (row) => (passed.has(row) ? null : filter.explain(row)))
}

function candidateVerdicts(built: BuiltCase, filter: CandidateFilter): Map<string, Rejection | null> {
  const { cluster, rows } = built
  const [scan, ...others] = groupings(filter).map((group) => {
    const { candidates, candidateOf } = group(cluster, rows, () => true, filter.slots)
    filter.judge(candidates)
    return byNode(built, rows, (_, position) => {
      const candidate = candidateOf[position]
      return candidates.feasible[candidate] > 0 ? null : filter.explain(candidates, candidate)
    })
  })
  for (const other of others) expect(other, 'cells decide as a scan does').toEqual(scan)
  return scan
}

/** By feasible node: the score. 'Skip' where the pod gives the plugin nothing to compare. */
export function scoresOf(
  built: BuiltCase,
  plugin: ScorePlugin,
  options: unknown = {},
  isFeasible: (name: string) => boolean = () => true,
): Map<string, number> | 'Skip' {
  const { cluster, podClass, rows } = built
  const score = plugin.prepare(podClass, viewOf(cluster), z.decode(plugin.options, options))
  if (score === null) return 'Skip'
  const feasible = rows.filter((row) => isFeasible(built.nameOf(row)))
  if (score.reach === 'candidates') return candidateScores(built, score, feasible)
  const totals = new Float64Array(feasible.length)
  score.add(feasible, feasible.length, 1, totals)
  if (score.wholeUpTo !== null) {
    for (const total of totals) expect(Number.isInteger(total) && total >= 0 && total <= score.wholeUpTo).toBe(true)
  }
  return byNode(built, feasible, (_, position) => totals[position])
}

function candidateScores(built: BuiltCase, score: CandidateScore, feasible: Int32Array): Map<string, number> {
  const { cluster, rows } = built
  const isFeasible = new Set(feasible)
  const [scan, ...others] = groupings(score).map((group) => {
    const { candidates, candidateOf } = group(cluster, rows, (row) => isFeasible.has(row), score.slots)
    const totals = new Float64Array(candidates.size)
    score.add(candidates, 1, totals)
    return byNode(built, feasible, (row) => totals[candidateOf[rows.indexOf(row)]])
  })
  for (const other of others) expect(other, 'cells score as a scan does').toEqual(scan)
  return scan
}

type Group = (...args: Parameters<typeof candidatePerNode>) => Grouping

function groupings({ needsEveryNode }: CandidateFilter | CandidateScore): readonly Group[] {
  return needsEveryNode === true ? [candidatePerNode] : [candidatePerNode, candidatePerCell]
}

function byNode<T>(built: BuiltCase, rows: Int32Array, of: (row: number, position: number) => T): Map<string, T> {
  return new Map(Array.from(rows, (row, position) => [built.nameOf(row), of(row, position)]))
}
