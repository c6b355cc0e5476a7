import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import type { Cluster } from '../../src/cluster/cluster.ts'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { Placement } from '../../src/engine/placement/placement.ts'
import type { Taint } from '../../src/model/cluster-spec.ts'
import { NO_AFFINITY, PLAIN_SCHEDULING, type PodScheduling } from '../../src/model/scheduling.ts'
import type { LabelSelector } from '../../src/model/selectors.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { placementParts, profileOf } from '../../src/placement-parts.ts'
import { image, nodeShape, placement, podTemplate } from '../builders/model.ts'
import { clusterOf } from '../builders/nodes.ts'

/*
 * The index against the scan over whole lives of clusters: the same pods and nodes come and go under both, and every
 * choice must be the same node, ties included.
 */

const SPOT: Taint = { key: 'spot', value: 'yes', effect: 'PreferNoSchedule' }
const KEPT: Taint = { key: 'kept', value: 'yes', effect: 'NoSchedule' }
const SHAPES = [
  nodeShape({ cpu: 4, memory: 8, disk: 100 }, { maxPods: 6 }),
  nodeShape({ cpu: 8, memory: 8 }, { labels: { disk: 'ssd' }, taints: [SPOT] }),
  nodeShape({ cpu: 3, memory: 16 }, { taints: [KEPT] }),
]

const app = (name: string): LabelSelector => ({ matchLabels: { app: name }, matchExpressions: [] })
const term = (name: string, topologyKey: string) => ({
  topologyKey,
  labelSelector: app(name),
  namespaces: [],
  namespaceSelector: null,
})

function pod(
  name: string,
  said: Parameters<typeof podTemplate>[0],
  scheduling: Partial<PodScheduling> = {},
  rest = {},
) {
  return podTemplate(said, { labels: { app: name }, scheduling: { ...PLAIN_SCHEDULING, ...scheduling }, ...rest })
}

const hard = { minDomains: null, nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore', matchLabelKeys: [] } as const

const TEMPLATES: readonly PodTemplate[] = [
  pod('plain', { cpu: 1, memory: 1 }),
  pod('small', {}),
  pod('web', { cpu: 0.5, memory: 1 }, { defaultSpreadSelector: app('web') }),
  pod(
    'db',
    { cpu: 1, memory: 2 },
    {
      topologySpreadConstraints: [
        { ...hard, maxSkew: 1, topologyKey: ZONE_LABEL, whenUnsatisfiable: 'DoNotSchedule', labelSelector: app('db') },
        {
          ...hard,
          maxSkew: 2,
          topologyKey: HOSTNAME_LABEL,
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: app('db'),
        },
      ],
    },
  ),
  pod(
    'alone',
    { cpu: 0.2 },
    { affinity: { ...NO_AFFINITY, podAnti: { required: [term('alone', HOSTNAME_LABEL)], preferred: [] } } },
  ),
  pod(
    'near',
    { cpu: 0.3 },
    { affinity: { ...NO_AFFINITY, pod: { required: [term('db', ZONE_LABEL)], preferred: [] } } },
  ),
  pod(
    'fond',
    { cpu: 0.3, memory: 0.5 },
    {
      affinity: {
        ...NO_AFFINITY,
        pod: { required: [], preferred: [{ weight: 30, term: term('web', HOSTNAME_LABEL) }] },
        podAnti: { required: [], preferred: [{ weight: 70, term: term('plain', ZONE_LABEL) }] },
      },
    },
  ),
  pod(
    'port',
    { cpu: 0.1 },
    { hostPorts: [{ hostIp: '', protocol: 'TCP', hostPort: 80 }] },
    { images: [image('big', 900e6)] },
  ),
  pod('kept', { cpu: 1 }, {}, { tolerations: [{ operator: 'Exists' }], nodeSelector: { disk: 'ssd' } }),
]

const POLICIES = [
  placement('kube-default'),
  placement('kube-default', { ties: 'random' }),
  placement('least-allocated'),
  placement('most-allocated'),
  placement('first-fit'),
  placement('random'),
  placement('best-fit'),
  placement('dot-product'),
  placement('weighted-match'),
  placement('expression', 'free_cpu - 2 * request_cpu' as never),
]

const anyStep = fc.record({
  verb: fc.constantFrom('place', 'place', 'place', 'place', 'end', 'end', 'leave', 'cordon', 'add', 'remove', 'image'),
  pick: fc.nat(10_000),
  other: fc.nat(10_000),
})
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

function addNode(cluster: Cluster, number: number, nowUs: number): void {
  const name = `n${number}`
  const labels = { [HOSTNAME_LABEL]: name, [ZONE_LABEL]: `z${number % 3}` }
  cluster.nodeReady(
    cluster.addNode({ name, pool: number % 2, shape: SHAPES[number % SHAPES.length], labels }, nowUs),
    nowUs,
  )
}

interface Life {
  readonly cluster: Cluster
  readonly bound: number[]
  nowUs: number
}

function other({ cluster, bound, nowUs }: Life, { verb, pick }: Step): void {
  const { order, nodes, pods } = cluster
  const row = order.rows[pick % order.count]
  if (verb === 'add') addNode(cluster, 100 + nowUs, nowUs)
  else if (verb === 'cordon') cluster.setCordoned(row, nodes.cordoned[row] === 0)
  else if (verb === 'image') cluster.keepImage(row, 'big')
  else if (verb === 'remove' && nodes.podCount[row] === 0) cluster.removeNode(row)
  else if (bound.length > 0 && (verb === 'end' || verb === 'leave')) {
    const at = pick % bound.length
    if (verb === 'end') cluster.removePod(bound.splice(at, 1)[0], nowUs)
    else if (pods.terminating[bound[at]] === 0) cluster.setTerminating(bound[at])
  }
}

describe('index and scan', () => {
  test.prop(
    [
      fc.constantFrom(...POLICIES),
      fc.integer({ min: 32, max: 90 }),
      fc.array(anyStep, { minLength: 20, maxLength: 150, size: 'max' }),
    ],
    {
      numRuns: 150,
    },
  )('choose the same nodes, one pod after the other', (policy, nodes, steps) => {
    const cluster = clusterOf([])
    for (let i = 0; i < nodes; i++) addNode(cluster, i, 0)
    const parts = placementParts(profileOf(policy))
    const indexed = new Placement(cluster, parts, randomStream(7, 'ties'))
    const scanned = new Placement(cluster, parts, randomStream(7, 'ties'), true)
    const life: Life = { cluster, bound: [], nowUs: 0 }
    for (const step of steps) {
      life.nowUs++
      if (step.verb !== 'place') {
        other(life, step)
        continue
      }
      const podClass = cluster.podClass(TEMPLATES[step.pick % TEMPLATES.length])
      const node = indexed.choose(podClass.id)
      expect(node).toBe(scanned.choose(podClass.id))
      if (node === -1) continue
      const row = cluster.createPod(podClass, 0, 0, life.nowUs)
      cluster.bind(row, node, life.nowUs)
      life.bound.push(row)
    }
  })
})
