import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { z } from 'zod'
import { randomStream } from '../../src/base/random.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import type { PodClass } from '../../src/cluster/pod-class.ts'
import { viewOf } from '../../src/cluster/view.ts'
import { Placement } from '../../src/engine/placement/placement.ts'
import { placementParts, profileOf } from '../../src/placement-parts.ts'
import type { NodeScore, ScorePlugin } from '../../src/policies/placement/types.ts'
import { nodeResourcesBalancedAllocation } from '../../src/policies/score/node-resources-balanced-allocation.ts'
import { nodeResourcesFit } from '../../src/policies/score/node-resources-fit.ts'
import { nodeShape, placement, podTemplate } from '../builders/model.ts'
import { bindNew, clusterOf, joinNode } from '../builders/nodes.ts'

/* More nodes than a front is long, of one group, so that fronts are used up, outgrown and found again. */

const SHAPES = [
  nodeShape({ cpu: 8, memory: 16 }),
  nodeShape({ cpu: 16, memory: 16 }),
  nodeShape({ cpu: 8, memory: 64 }),
]
const BARE = nodeShape({ cpu: 8 })

const requests = fc.record({
  cpu: fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10),
  memory: fc.integer({ min: 0, max: 80 }).map((tenths) => tenths / 10),
})

/** One pod comes and up to two go; `turn` says what else happens now and then. */
const anyStep = fc.record({ kind: fc.nat(5), end: fc.nat(100_000), ends: fc.nat(2), turn: fc.nat(99) })

interface Life {
  readonly cluster: Cluster
  readonly bound: number[]
  made: number
}

function addNode(life: Life, isBare: boolean): void {
  const name = `n${life.made++}`
  joinNode(life.cluster, { name, shape: isBare ? BARE : SHAPES[life.made % SHAPES.length] })
}

function happens({ cluster, ...life }: Life, turn: number, pick: number): void {
  const { order, nodes } = cluster
  const row = order.rows[pick % order.count]
  if (turn < 6) cluster.setCordoned(row, nodes.cordoned[row] === 0)
  else if (turn === 6) addNode({ cluster, ...life, made: life.made + pick }, pick % 3 === 0)
  else if (turn === 7 && nodes.podCount[row] === 0) cluster.removeNode(row)
  else if (turn === 8 && life.bound.length > 0) {
    cluster.fork()
    cluster.unbind(life.bound[pick % life.bound.length])
    cluster.revert()
  }
}

test.prop(
  [
    fc.constantFrom(placement('kube-default'), placement('least-allocated')),
    fc.integer({ min: 40, max: 700 }),
    fc.array(requests, { minLength: 6, maxLength: 6 }),
    fc.array(anyStep, { minLength: 300, maxLength: 500, size: 'max' }),
  ],
  { numRuns: 12 },
)('front and scan choose the same nodes, one pod after the other', (policy, nodes, sizes, steps) => {
  const life: Life = { cluster: clusterOf([]), bound: [], made: 0 }
  const { cluster, bound } = life
  for (let i = 0; i < nodes; i++) addNode(life, false)
  const parts = placementParts(profileOf(policy))
  const indexed = new Placement(cluster, parts, randomStream(7, 'ties'))
  const scanned = new Placement(cluster, parts, randomStream(7, 'ties'), true)
  const templates = sizes.map((said) => podTemplate(said))
  for (const { kind, end, ends, turn } of steps) {
    happens(life, turn, end)
    // The first half fills the cluster, so that fronts sink; then as many go as come.
    for (let i = 0; i < ends && bound.length > steps.length / 2; i++) {
      cluster.removePod(bound.splice((end + i) % bound.length, 1)[0], 0)
    }
    const node = indexed.choose(cluster.podClass(templates[kind]).id)
    expect(node).toBe(scanned.choose(cluster.podClass(templates[kind]).id))
    if (node !== -1) bound.push(bindNew(cluster, templates[kind], node))
  }
})

test.each([
  { policy: 'kube-default', shapes: 1 },
  { policy: 'kube-default', shapes: 3 },
  { policy: 'least-allocated', shapes: 1 },
] as const)(
  '$policy fills 700 nodes of $shapes kinds, half of the pods go at once, and so on',
  ({ policy, shapes }) => {
    const random = randomStream(3, `fronts/${policy}/${shapes}`)
    const cluster = clusterOf(Array.from({ length: 700 }, (_, n) => ({ name: `n${n}`, shape: SHAPES[n % shapes] })))
    const parts = placementParts(profileOf(placement(policy)))
    const indexed = new Placement(cluster, parts, randomStream(7, 'ties'))
    const scanned = new Placement(cluster, parts, randomStream(7, 'ties'), true)
    const classes = [0.4, 1, 2.3].map((cpu) => cluster.podClass(podTemplate({ cpu, memory: 3 * cpu })))
    const bound: number[] = []
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 900; i++) {
        // The last class is asked seldom: hundreds of nodes have changed by then.
        const podClass = classes[i % 300 === 299 ? 2 : i % 2]
        const node = indexed.choose(podClass.id)
        expect(node).toBe(scanned.choose(podClass.id))
        if (node === -1) continue
        const pod = cluster.createPod(podClass, 0, 0, 0)
        cluster.bind(pod, node, 0)
        bound.push(pod)
      }
      for (let i = bound.length >> 1; i > 0; i--) cluster.removePod(bound.splice(random.int(bound.length), 1)[0], 0)
    }
  },
)

function scoreOf<Options>(plugin: ScorePlugin<Options>, cluster: Cluster, podClass: PodClass, options: object) {
  return plugin.prepare(podClass, viewOf(cluster), z.decode(plugin.options, options) as Options) as NodeScore | null
}

test.prop([fc.array(requests, { minLength: 12, maxLength: 12 }), requests, fc.boolean()], { numRuns: 300 })(
  'no score is above its bound, and bounds are near',
  (there, asked, isAlike) => {
    const shapes = isAlike ? SHAPES.slice(0, 1) : SHAPES
    const nodes = there.map((said, n) => ({
      name: `n${n}`,
      shape: shapes[n % shapes.length],
      // More than fits: a profile need not have the filter that keeps that from happening.
      pods: Array.from({ length: 1 + (n % 5) }, () => podTemplate(said)),
    }))
    const cluster = clusterOf(nodes)
    const podClass = cluster.podClass(podTemplate(asked))
    const rows = Int32Array.from(nodes, (_, row) => row)
    for (const score of [
      scoreOf(nodeResourcesFit, cluster, podClass, {}),
      scoreOf(nodeResourcesBalancedAllocation, cluster, podClass, {}),
      scoreOf(nodeResourcesBalancedAllocation, cluster, podClass, { formula: 'v1.35' }),
    ]) {
      if (score === null) continue
      const [scores, bounds] = [new Float64Array(rows.length), new Float64Array(rows.length)]
      score.add(rows, rows.length, 1, scores)
      score.bound?.(rows, rows.length, 1, bounds)
      for (const row of rows) {
        expect(bounds[row]).toBeGreaterThanOrEqual(scores[row])
        expect(bounds[row]).toBeLessThanOrEqual(100)
        // Nodes of one shape: only what is cut off to whole percent may differ.
        if (isAlike) expect(bounds[row]).toBeLessThanOrEqual(scores[row] + 1)
      }
    }
  },
)
