import fc from 'fast-check'
import { expect } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { NODE_BOOTING, ZONE_LABEL } from '../../src/cluster/node-table.ts'
import type { Placement } from '../../src/engine/placement/placement.ts'
import type { NodeShape, Taint } from '../../src/model/cluster-spec.ts'
import type { PluginRef } from '../../src/model/plugin-ref.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { nodeShape, placement, podTemplate } from '../builders/model.ts'
import { clusterOf, placementOn } from '../builders/nodes.ts'
import { judge, type PlainNode, type PlainPolicy } from '../oracle/placement.ts'

const GPU = 'example.com/gpu'
const POOLS = ['general', 'other']
const ZONES = ['', 'a', 'b']
const SPOT: Taint = { key: 'spot', value: 'true', effect: 'PreferNoSchedule' }
const OLD: Taint = { key: 'old', value: '', effect: 'PreferNoSchedule' }
const KEPT: Taint = { key: 'kept', value: 'gpu', effect: 'NoSchedule' }

/** By pool: what its nodes may look like. */
const SHAPES: readonly (readonly NodeShape[])[] = [
  [
    nodeShape({ cpu: 4, memory: 8, disk: 100 }, { maxPods: 4 }),
    nodeShape({ cpu: 3, memory: 7 }, { labels: { disk: 'ssd' } }),
  ],
  [
    nodeShape({ cpu: 8, memory: 8, [GPU]: 2 }, { maxPods: 3, taints: [KEPT, SPOT], labels: { disk: 'ssd' } }),
    nodeShape({ memory: 16 }, { taints: [SPOT, OLD] }),
  ],
]

const TEMPLATES: readonly PodTemplate[] = [
  podTemplate({}),
  podTemplate({ cpu: 0, memory: 0 }),
  podTemplate({ cpu: 1, memory: 1 }),
  podTemplate({ cpu: 0.7, memory: 3, disk: 10 }),
  podTemplate({ memory: 2 }, { nodeSelector: { disk: 'ssd' } }),
  podTemplate({ cpu: 1 }, { nodeSelector: { [ZONE_LABEL]: 'b' }, tolerations: [{ key: 'spot', operator: 'Exists' }] }),
  podTemplate({ cpu: 1, memory: 1, [GPU]: 1 }, { tolerations: [{ operator: 'Exists' }] }),
  podTemplate({ cpu: 2.5 }, { tolerations: [{ key: 'kept', value: 'gpu', effect: 'NoSchedule' }] }),
]

export const ALL_POLICIES: readonly PlainPolicy[] = [
  { name: 'least-allocated' },
  { name: 'most-allocated' },
  { name: 'first-fit' },
  { name: 'random' },
  { name: 'weighted-match' },
  { name: 'weighted-match', headroom: 1.5, poolWeights: { other: 2 } },
  { name: 'weighted-match', formula: 'constraintMatch - free_cpu / 1000 + 0.001 * free_memory' },
]

const zoneLabels = (zone: string): Record<string, string> => (zone === '' ? {} : { [ZONE_LABEL]: zone })

export const anyPolicy = fc.constantFrom(...ALL_POLICIES)

export function policyRef({ name, ...options }: PlainPolicy): PluginRef {
  return placement(name, options)
}

export const anyStep = fc.record({
  verb: fc.constantFrom('place', 'place', 'place', 'among', 'end', 'add', 'add', 'ready', 'cordon', 'remove', 'try'),
  pick: fc.nat(1000),
  other: fc.nat(1000),
})

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

/** The same nodes and pods twice: in columns, and in plain words by node row. */
export interface World {
  readonly policy: PlainPolicy
  readonly cluster: Cluster
  readonly placement: Placement
  readonly plain: Map<number, PlainNode>
  readonly bound: { pod: number; node: number; template: PodTemplate }[]
  nowUs: number
}

/** Two nodes of each kind in each zone would be too many for ties; three nodes and whatever joins. */
export function newWorld(policy: PlainPolicy): World {
  const cluster = clusterOf([], [GPU], POOLS)
  SHAPES.forEach((shapes, pool) => {
    for (const shape of shapes)
      for (const zone of ZONES) cluster.groupOf({ name: '', pool, shape, labels: zoneLabels(zone) })
  })
  const choosing = placementOn(cluster, policyRef(policy), randomStream(5, 'world'))
  const world: World = { policy, cluster, placement: choosing, plain: new Map(), bound: [], nowUs: 0 }
  for (let i = 0; i < 3; i++) {
    addNode(world, i, i)
    makeReady(world, i)
  }
  return world
}

function addNode({ cluster, plain, nowUs }: World, pick: number, other: number): void {
  const pool = pick % 2
  const shape = SHAPES[pool][other % 2]
  const zone = ZONES[other % 3]
  const name = `n${nowUs}-${pick}`
  const row = cluster.addNode({ name, pool, shape, labels: zoneLabels(zone) }, nowUs)
  const labels = zone === '' ? shape.labels : { ...shape.labels, [ZONE_LABEL]: zone }
  const { taints, allocatable, maxPods } = shape
  plain.set(row, {
    name,
    pool: POOLS[pool],
    labels,
    taints,
    allocatable,
    maxPods,
    ready: false,
    cordoned: false,
    pods: [],
  })
}

function makeReady({ cluster, plain, nowUs }: World, row: number): void {
  cluster.nodeReady(row, nowUs)
  of(plain, row).ready = true
}

function of(plain: World['plain'], row: number): PlainNode {
  const node = plain.get(row)
  if (node === undefined) throw new Error(`no node in row ${row}`)
  return node
}

const rowsOf = ({ cluster }: World) => Array.from(cluster.order.rows.subarray(0, cluster.order.count))

/** What must come out: the first of the best, or for `random` any that is feasible. */
function expectChoice(
  { policy, plain }: World,
  node: number,
  rows: readonly number[],
  template: PodTemplate,
  anyState: boolean,
): void {
  const nodes = rows.map((row) => (anyState ? { ...of(plain, row), ready: true } : of(plain, row)))
  const { feasible, best } = judge(
    nodes,
    template,
    policy,
    SHAPES.flat().flatMap(({ taints }) => taints),
  )
  const name = node === -1 ? null : of(plain, node).name
  if (policy.name === 'random' && feasible.length > 0) expect(feasible.map((each) => each.name)).toContain(name)
  else expect(name).toBe(best[0]?.name ?? null)
}

function place(world: World, template: PodTemplate): void {
  const { cluster, nowUs } = world
  const podClass = cluster.podClass(template)
  const node = world.placement.choose(podClass.id)
  expectChoice(world, node, rowsOf(world), template, false)
  if (node === -1) return
  const pod = cluster.createPod(podClass, 0, 0, nowUs)
  cluster.bind(pod, node, nowUs)
  of(world.plain, node).pods.push(template)
  world.bound.push({ pod, node, template })
}

function among(world: World, template: PodTemplate, pick: number): void {
  const candidates = rowsOf(world).filter((row) => (row * 7 + pick) % 3 !== 0)
  const { id } = world.cluster.podClass(template)
  const node = world.placement.chooseAmong(id, Int32Array.from(candidates), candidates.length)
  expectChoice(world, node, candidates, template, true)
}

function endPod({ cluster, plain, bound, nowUs }: World, pick: number): void {
  if (bound.length === 0) return
  const [{ pod, node, template }] = bound.splice(pick % bound.length, 1)
  cluster.removePod(pod, nowUs)
  const { pods } = of(plain, node)
  pods.splice(pods.indexOf(template), 1)
}

/** Nodes join, pods are bound and nodes go in a fork; afterwards the choice is what it would have been. */
function tryThings(world: World, template: PodTemplate, pick: number, other: number): void {
  const { cluster, nowUs } = world
  const pod = cluster.createPod(cluster.podClass(template), 0, 0, nowUs)
  const empty = rowsOf(world).find((row) => cluster.nodes.podCount[row] === 0)
  cluster.fork()
  if (empty !== undefined && pick % 2 === 0) cluster.removeNode(empty)
  const row = cluster.addNode(
    { name: 'tried', pool: pick % 2, shape: SHAPES[pick % 2][other % 2], labels: zoneLabels(ZONES[pick % 3]) },
    nowUs,
  )
  cluster.nodeReady(row, nowUs)
  const node = world.placement.choose(cluster.podClass(template).id)
  if (node !== -1) cluster.bind(pod, node, nowUs)
  world.placement.choose(cluster.podClass(TEMPLATES[other % TEMPLATES.length]).id)
  cluster.revert()
  cluster.removePod(pod, nowUs)
}

export function take(world: World, { verb, pick, other }: Step): void {
  const { cluster, plain } = world
  world.nowUs++
  const rows = rowsOf(world)
  const template = TEMPLATES[pick % TEMPLATES.length]
  if (verb === 'place') place(world, template)
  else if (verb === 'among') among(world, template, other)
  else if (verb === 'end') endPod(world, pick)
  else if (verb === 'add') addNode(world, pick, other)
  else if (verb === 'try') tryThings(world, template, pick, other)
  else if (verb === 'ready') {
    const booting = rows.filter((row) => cluster.nodes.state[row] === NODE_BOOTING)
    if (booting.length > 0) makeReady(world, booting[pick % booting.length])
  } else if (verb === 'cordon' && rows.length > 0) {
    const row = rows[pick % rows.length]
    cluster.setCordoned(row, other % 2 === 0)
    of(plain, row).cordoned = other % 2 === 0
  } else if (verb === 'remove') {
    const empty = rows.filter((row) => cluster.nodes.podCount[row] === 0)
    if (empty.length === 0) return
    const row = empty[pick % empty.length]
    cluster.removeNode(row)
    plain.delete(row)
  }
}
