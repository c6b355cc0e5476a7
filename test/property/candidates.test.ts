import { test } from '@fast-check/vitest'
import { afterAll, describe, expect } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import type { PodClass } from '../../src/cluster/pod-class.ts'
import { viewOf } from '../../src/cluster/view.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import type { NodeShape } from '../../src/model/cluster-spec.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { interPodAffinity as affinityFilter } from '../../src/policies/filter/inter-pod-affinity.ts'
import { podTopologySpread as spreadFilter } from '../../src/policies/filter/pod-topology-spread.ts'
import type {
  CandidateFilter,
  CandidateScore,
  ClusterEvent,
  FilterPlugin,
  NodeFilter,
  NodeScore,
} from '../../src/policies/placement/types.ts'
import { interPodAffinity as affinityScore } from '../../src/policies/score/inter-pod-affinity.ts'
import { podTopologySpread as spreadScore } from '../../src/policies/score/pod-topology-spread.ts'
import { candidatePerCell, candidatePerNode } from '../conformance/candidates.ts'
import * as oracle from '../oracle/kube-spread-affinity.ts'
import { type CandidateWorld, candidateWorld, NAMESPACES } from './candidate-worlds.ts'

/** The same world twice: as a cluster and as plain objects. */
class Twins {
  readonly cluster = new Cluster([...BASE_RESOURCES], ['nodes'])
  private readonly nodes: oracle.PlainNode[] = []
  private readonly pods: (oracle.PlainPod & { row: number })[] = []
  private readonly templates: CandidateWorld['templates']

  constructor({ templates }: CandidateWorld) {
    this.templates = templates
    this.cluster.namespaces = new Map(
      Object.entries(NAMESPACES).map(([name, labels]) => [name, new Map(Object.entries(labels))]),
    )
  }

  get world(): oracle.World {
    return { nodes: this.nodes, pods: this.pods, namespaces: NAMESPACES }
  }

  /** Returns what filters are told of the last event; null: nothing. */
  take(events: CandidateWorld['before']): ClusterEvent | null {
    const { cluster, nodes, pods } = this
    let told: ClusterEvent | null = null
    for (const event of events) {
      told = null
      if (event.kind === 'join') {
        const { name, labels, taints } = event.node
        const shape = { capacity: {}, allocatable: {}, maxPods: 110, labels, taints } as unknown as NodeShape
        const node = cluster.addNode({ name, pool: 0, shape, labels: {} }, 0)
        cluster.nodeReady(node, 0)
        nodes.push(event.node)
        told = { kind: 'node-added', node }
      } else if (event.kind === 'bind' && nodes.length > 0) {
        const template = this.templates[event.template % this.templates.length]
        const node = event.node % nodes.length
        const podClass = cluster.podClass(template)
        const row = cluster.createPod(podClass, 0, 0, 0)
        cluster.bind(row, node, 0)
        told = { kind: 'pod-bound', podClass, node }
        pods.push({ template, node: nodes[node], terminating: false, row })
      } else if (event.kind !== 'bind' && pods.length > 0) {
        const [pod] = pods.splice(event.pod % pods.length, 1)
        const podClass = cluster.podClass(pod.template)
        if (event.kind === 'leave') told = { kind: 'pod-gone', podClass, node: nodes.indexOf(pod.node) }
        if (event.kind === 'leave') cluster.removePod(pod.row, 0)
        else if (!pod.terminating) cluster.setTerminating(pod.row)
        if (event.kind === 'terminate') pods.push({ ...pod, terminating: true })
      }
    }
    return told
  }
}

/** The four plugins, made ready for one class as its pods may find them. */
class Prepared {
  private readonly cluster: Cluster
  private readonly pod: PodTemplate
  private readonly world: CandidateWorld
  private epoch = -1
  private plugins: ReturnType<Prepared['prepare']> | null = null

  constructor(cluster: Cluster, pod: PodTemplate, world: CandidateWorld) {
    this.cluster = cluster
    this.pod = pod
    this.world = world
  }

  get now(): ReturnType<Prepared['prepare']> {
    if (this.plugins === null || this.epoch !== this.cluster.affinityEpoch) this.plugins = this.prepare()
    this.epoch = this.cluster.affinityEpoch
    return this.plugins
  }

  private prepare() {
    const { cluster, world } = this
    const podClass = cluster.podClass(this.pod)
    const view = viewOf(cluster)
    const { defaults, hardWeight: hardPodAffinityWeight } = world
    const ofSpread =
      defaults === null
        ? { defaultingType: 'System' as const, defaultConstraints: [] }
        : { defaultingType: 'List' as const, defaultConstraints: [...defaults] }
    const ofAffinity = {
      hardPodAffinityWeight,
      ignorePreferredTermsOfExistingPods: world.ignoresPreferencesOfOthers,
    }
    return {
      spreadFilter: spreadFilter.prepare(podClass, view, ofSpread),
      spreadScore: spreadScore.prepare(podClass, view, ofSpread),
      affinityFilter: affinityFilter.prepare(podClass, view, ofAffinity),
      affinityScore: affinityScore.prepare(podClass, view, ofAffinity),
    }
  }
}

let compared = 0
let byCells = 0

function groupings({ needsEveryNode }: CandidateFilter | CandidateScore): readonly (typeof candidatePerNode)[] {
  if (needsEveryNode === true) return [candidatePerNode]
  byCells++
  return [candidatePerNode, candidatePerCell]
}

function expectVerdicts(
  cluster: Cluster,
  isFeasible: (row: number) => boolean,
  filter: NodeFilter | CandidateFilter | null,
  expected: readonly oracle.Verdict[],
): void {
  compared++
  if (filter === null) {
    expect(expected.every((verdict) => verdict === null)).toBe(true)
    return
  }
  const candidateFilter = filter as CandidateFilter
  const rows = cluster.order.rows.slice(0, cluster.order.count)
  for (const group of groupings(candidateFilter)) {
    const { candidates, candidateOf } = group(cluster, rows, isFeasible, candidateFilter.slots)
    candidateFilter.judge(candidates)
    rows.forEach((row, position) => {
      if (!isFeasible(row)) return
      const candidate = candidateOf[position]
      const passes = candidates.feasible[candidate] > 0
      const verdict = passes ? null : candidateFilter.explain(candidates, candidate)
      const found = verdict && { reason: verdict.reasons.join(), resolvable: verdict.resolvable }
      expect({ row, verdict: found }).toEqual({ row, verdict: expected[row] })
    })
  }
}

function expectScores(
  cluster: Cluster,
  isFeasible: (row: number) => boolean,
  score: NodeScore | CandidateScore | null,
  expected: ReadonlyMap<string, number> | null,
): void {
  compared++
  const rows = cluster.order.rows.slice(0, cluster.order.count)
  const scoreOf = (row: number) => expected?.get(cluster.nodes.names[row]) ?? 0
  if (score === null) {
    for (const row of rows) expect(scoreOf(row)).toBe(0)
    return
  }
  const candidateScore = score as CandidateScore
  for (const group of groupings(candidateScore)) {
    const { candidates, candidateOf } = group(cluster, rows, isFeasible, candidateScore.slots)
    const totals = new Float64Array(candidates.size)
    candidateScore.add(candidates, 3, totals)
    rows.forEach((row, position) => {
      if (!isFeasible(row)) return
      expect({ row, score: totals[candidateOf[position]] }).toEqual({ row, score: 3 * scoreOf(row) })
    })
  }
}

describe('spread and affinity', () => {
  afterAll(() =>
    console.log(`spread and affinity: ${compared} comparisons with the twin, ${byCells} of them also by cells`),
  )

  test.prop([candidateWorld], { numRuns: 600 })(
    'judge and score nodes and cells of nodes as their slow twin does',
    (world) => {
      const twins = new Twins(world)
      const { cluster } = twins
      const { defaults, hardWeight, ignoresPreferencesOfOthers } = world
      const isFeasible = (row: number) => world.isFeasible[row % world.isFeasible.length]
      const prepared = world.templates.map((pod) => new Prepared(cluster, pod, world))
      for (const events of [[], world.before, world.after]) {
        twins.take(events)
        const plain = twins.world
        const feasible = plain.nodes.filter((_, row) => isFeasible(row))
        for (const [p, pod] of world.templates.entries()) {
          const plugins = prepared[p].now
          if (feasible.length === 0) continue
          const spread = plain.nodes.map((node) => oracle.spreadVerdict(pod, node, plain, defaults))
          expectVerdicts(cluster, isFeasible, plugins.spreadFilter, spread)
          const affinity = plain.nodes.map((node) => oracle.affinityVerdict(pod, node, plain))
          expectVerdicts(cluster, isFeasible, plugins.affinityFilter, affinity)
          const spreadScores = oracle.spreadScores(pod, feasible, plain, defaults)
          expectScores(cluster, isFeasible, plugins.spreadScore, spreadScores)
          const preferences = oracle.affinityScores(pod, feasible, plain, hardWeight, ignoresPreferencesOfOthers)
          expectScores(cluster, isFeasible, plugins.affinityScore, preferences)
        }
      }
    },
  )

  test.prop([candidateWorld], { numRuns: 200 })('say what may turn a no into a yes', (world) => {
    const twins = new Twins(world)
    const { cluster } = twins
    const classes = world.templates.map((pod) => cluster.podClass(pod))
    const { defaults } = world
    const options =
      defaults === null
        ? { defaultingType: 'System' as const, defaultConstraints: [] }
        : { defaultingType: 'List' as const, defaultConstraints: [...defaults] }
    const rejectedBy = (judge: (pod: PodTemplate, node: oracle.PlainNode) => oracle.Verdict) =>
      world.templates.map((pod) => twins.world.nodes.map((node) => judge(pod, node) !== null))
    const bySpread = () => rejectedBy((pod, node) => oracle.spreadVerdict(pod, node, twins.world, defaults))
    const byAffinity = () => rejectedBy((pod, node) => oracle.affinityVerdict(pod, node, twins.world))
    let [spread, affinity] = [bySpread(), byAffinity()]
    for (const happening of [...world.before, ...world.after]) {
      const event = twins.take([happening])
      const [spreadAfter, affinityAfter] = [bySpread(), byAffinity()]
      for (const [p, podClass] of classes.entries()) {
        if (event === null) continue
        if (isEased(spread[p], spreadAfter[p]))
          expect(mayHelp(spreadFilter, event, podClass, cluster, options)).toBe(true)
        if (isEased(affinity[p], affinityAfter[p]))
          expect(mayHelp(affinityFilter, event, podClass, cluster, undefined)).toBe(true)
      }
      spread = spreadAfter
      affinity = affinityAfter
    }
  })
})

/** Some node is not turned down that was, or was not there. */
function isEased(before: readonly boolean[], after: readonly boolean[]): boolean {
  return after.some((isRejected, node) => !isRejected && before[node] !== false)
}

function mayHelp(
  { retry }: Pick<FilterPlugin<never>, 'retry'>,
  event: ClusterEvent,
  podClass: PodClass,
  cluster: Cluster,
  options: unknown,
): boolean {
  return (
    retry?.events.includes(event.kind) === true &&
    retry.helps?.(event, podClass, viewOf(cluster), options as never) === true
  )
}
