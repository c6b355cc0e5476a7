import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import { podTopologySpread } from '../../../src/policies/filter/pod-topology-spread.ts'
import { spreadOptions } from '../../../src/policies/spread-options.ts'
import { clusterOf, verdictsOf } from '../../conformance/cluster-of.ts'
import type { VectorConstraint, VectorNode, VectorPod } from '../../conformance/vector-shapes.ts'
import { verdictWords } from '../verdict-words.ts'

const SKEWED = "node(s) didn't match pod topology spread constraints"
const NO_KEY = "node(s) didn't match pod topology spread constraints (missing required label)!"
const HOSTNAME = 'kubernetes.io/hostname'

const web = { matchLabels: { app: 'web' } }
const byZone: VectorConstraint = {
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: web,
}
const byHost = { ...byZone, topologyKey: HOSTNAME }

const inZone = (name: string, zone: string, more: Partial<VectorNode> = {}): VectorNode => ({
  name,
  labels: { zone, [HOSTNAME]: name },
  ...more,
})
const TWO_ZONES = [inZone('a', 'z1'), inZone('b', 'z2')]
const TAINTED = { taints: [{ key: 'gpu', effect: 'NoSchedule' }] }

const on = (nodeName: string, count: number, more: Partial<VectorPod> = {}): VectorPod[] =>
  Array.from({ length: count }, () => ({ nodeName, labels: { app: 'web' }, ...more }))

interface Row {
  readonly what: string
  readonly nodes?: readonly VectorNode[]
  readonly pods: readonly VectorPod[]
  readonly constraints: readonly VectorConstraint[]
  readonly pod?: VectorPod
  readonly options?: unknown
  readonly expected: Record<string, string> | 'Skip'
}

const rows: readonly Row[] = [
  {
    what: 'a pod without constraints is not checked',
    pods: on('a', 9),
    constraints: [],
    expected: 'Skip',
  },
  {
    what: 'z1: 1 + 1 − 0 > 1, z2: 0 + 1 − 0 ≤ 1',
    pods: on('a', 1),
    constraints: [byZone],
    expected: { a: SKEWED, b: '' },
  },
  {
    what: 'an empty selector counts no pods, though it selects the pod: 0 + 1 − 0 ≤ 1 everywhere',
    pods: on('a', 5),
    constraints: [{ ...byZone, labelSelector: {} }],
    expected: { a: '', b: '' },
  },
  {
    what: 'an absent selector counts no pods and not the pod: 0 + 0 − 0 ≤ 1 everywhere',
    pods: on('a', 5),
    constraints: [{ ...byZone, labelSelector: null }],
    expected: { a: '', b: '' },
  },
  {
    what: 'pods of other namespaces and pods on their way out do not count: z1 0 + 1 − 0 ≤ 1',
    pods: [...on('a', 3, { namespace: 'other' }), ...on('a', 3, { terminating: true })],
    constraints: [byZone],
    expected: { a: '', b: '' },
  },
  {
    what: 'matchLabelKeys narrows to pods of the same revision: z1 has 1 of 4, 1 + 1 − 0 > 1',
    pods: [
      ...on('a', 3, { labels: { app: 'web', revision: '1' } }),
      ...on('a', 1, { labels: { app: 'web', revision: '2' } }),
    ],
    constraints: [{ ...byZone, matchLabelKeys: ['revision'] }],
    pod: { labels: { app: 'web', revision: '2' } },
    expected: { a: SKEWED, b: '' },
  },
  {
    what: 'matchLabelKeys, a revision of which there is none yet: z1 0 + 1 − 0 ≤ 1',
    pods: on('a', 3, { labels: { app: 'web', revision: '1' } }),
    constraints: [{ ...byZone, matchLabelKeys: ['revision'] }],
    pod: { labels: { app: 'web', revision: '3' } },
    expected: { a: '', b: '' },
  },
  {
    what: 'matchLabelKeys that the pod lacks do not matter: z1 3 + 1 − 0 > 1',
    pods: on('a', 3, { labels: { app: 'web', revision: '1' } }),
    constraints: [{ ...byZone, matchLabelKeys: ['revision'] }],
    expected: { a: SKEWED, b: '' },
  },
  {
    what: 'matchLabelKeys with an empty selector counts by the keys alone: z1 2 + 1 − 0 > 1',
    pods: on('a', 2, { labels: { app: 'other', revision: '2' } }),
    constraints: [{ ...byZone, labelSelector: {}, matchLabelKeys: ['revision'] }],
    pod: { labels: { app: 'web', revision: '2' } },
    expected: { a: SKEWED, b: '' },
  },
  {
    what: 'one domain left by taints and minDomains 2: the least is 0, z1 1 + 1 − 0 > 1; z2 counts nothing, 0 + 1 − 0 ≤ 1',
    nodes: [inZone('a', 'z1'), inZone('b', 'z2', TAINTED)],
    pods: [...on('a', 1), ...on('b', 4)],
    constraints: [{ ...byZone, nodeTaintsPolicy: 'Honor', minDomains: 2 }],
    expected: { a: SKEWED, b: '' },
  },
  {
    what: 'one domain left by taints and minDomains 1: the least is 1, z1 1 + 1 − 1 ≤ 1; z2 0 + 1 − 1 ≤ 1',
    nodes: [inZone('a', 'z1'), inZone('b', 'z2', TAINTED)],
    pods: [...on('a', 1), ...on('b', 4)],
    constraints: [{ ...byZone, nodeTaintsPolicy: 'Honor', minDomains: 1 }],
    expected: { a: '', b: '' },
  },
  {
    what: 'taints ignored, minDomains 2: the least is 1, z1 1 + 1 − 1 ≤ 1, z2 4 + 1 − 1 > 1',
    nodes: [inZone('a', 'z1'), inZone('b', 'z2', TAINTED)],
    pods: [...on('a', 1), ...on('b', 4)],
    constraints: [{ ...byZone, minDomains: 2 }],
    expected: { a: '', b: SKEWED },
  },
  {
    what: 'one domain left by the node selector and minDomains 2: z1 1 + 1 − 0 > 1',
    pods: on('a', 1),
    constraints: [{ ...byZone, minDomains: 2 }],
    pod: { labels: { app: 'web' }, nodeSelector: { zone: 'z1' } },
    expected: { a: SKEWED, b: '' },
  },
  {
    what: 'with nodeAffinityPolicy Ignore and a pod in either zone there are two domains, least 1: 1 + 1 − 1 ≤ 1',
    pods: [...on('a', 1), ...on('b', 1)],
    constraints: [{ ...byZone, minDomains: 2, nodeAffinityPolicy: 'Ignore' }],
    pod: { labels: { app: 'web' }, nodeSelector: { zone: 'z1' } },
    expected: { a: '', b: '' },
  },
  {
    what: 'three equal hosts are three domains even as one candidate: minDomains 3, least 1, 1 + 1 − 1 ≤ 1',
    nodes: [inZone('a', 'z'), inZone('b', 'z'), inZone('c', 'z')],
    pods: [...on('a', 1), ...on('b', 1), ...on('c', 1)],
    constraints: [{ ...byHost, minDomains: 3 }],
    expected: { a: '', b: '', c: '' },
  },
  {
    what: 'minDomains 4 of three hosts: the least is 0, 1 + 1 − 0 > 1',
    nodes: [inZone('a', 'z'), inZone('b', 'z'), inZone('c', 'z')],
    pods: [...on('a', 1), ...on('b', 1), ...on('c', 1)],
    constraints: [{ ...byHost, minDomains: 4 }],
    expected: { a: SKEWED, b: SKEWED, c: SKEWED },
  },
  {
    what: 'hostnames that are not the names are domains of their own: rack 2 + 1 − 0 > 1',
    nodes: [
      { name: 'a', labels: { [HOSTNAME]: 'rack' } },
      { name: 'b', labels: { [HOSTNAME]: 'rack' } },
      { name: 'c', labels: { [HOSTNAME]: 'c' } },
    ],
    pods: [...on('a', 1), ...on('b', 1)],
    constraints: [byHost],
    expected: { a: SKEWED, b: SKEWED, c: '' },
  },
  {
    what: 'the first constraint that fails gives the reason: skew before the missing key, the missing key alone',
    nodes: [...TWO_ZONES, { name: 'c', labels: { zone: 'z1' } }, { name: 'd', labels: { zone: 'z3' } }],
    pods: on('a', 2),
    constraints: [{ ...byZone, nodeAffinityPolicy: 'Ignore' }, byHost],
    expected: { a: SKEWED, b: '', c: SKEWED, d: NO_KEY },
  },
  {
    what: 'node affinity by name leaves a as the only domain: least 2, a 2 + 1 − 2 ≤ 1, b 0 + 1 − 2 ≤ 1',
    pods: [...on('a', 2), ...on('b', 1)],
    constraints: [byZone],
    pod: {
      labels: { app: 'web' },
      affinity: {
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }],
          },
        },
      },
    },
    expected: { a: '', b: '' },
  },
  {
    what: 'listed defaults filter too, by the selector of Services and owner: z1 1 + 1 − 0 > 1',
    pods: on('a', 1),
    constraints: [],
    pod: { labels: { app: 'web' }, defaultSpreadSelector: web },
    options: {
      defaultingType: 'List',
      defaultConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
    },
    expected: { a: SKEWED, b: '' },
  },
  {
    what: "kube-scheduler's own defaults filter nothing",
    pods: on('a', 9),
    constraints: [],
    pod: { labels: { app: 'web' }, defaultSpreadSelector: web },
    expected: 'Skip',
  },
]

describe('the PodTopologySpread filter', () => {
  test.each(rows)('$what', ({ nodes = TWO_ZONES, pods, constraints, pod, options, expected }) => {
    const incoming = { labels: { app: 'web' }, ...pod, topologySpreadConstraints: constraints }
    const built = clusterOf({ nodes, existingPods: pods, pod: incoming })
    expect(verdictWords(verdictsOf(built, podTopologySpread, options))).toEqual(expected)
  })

  test('needs every node only where the pod wants nodes by name and that matters to what is counted', () => {
    const needsEveryNode = (pod: VectorPod, constraint: VectorConstraint) => {
      const labelled = { labels: { app: 'web' }, ...pod, topologySpreadConstraints: [constraint] }
      const { cluster, podClass } = clusterOf({ nodes: TWO_ZONES, pod: labelled })
      const filter = podTopologySpread.prepare(podClass, viewOf(cluster), spreadOptions.parse({}))
      return filter?.reach === 'candidates' && filter.needsEveryNode
    }
    const byName = { nodeSelector: { [HOSTNAME]: 'a' } }
    expect(needsEveryNode(byName, byZone)).toBe(true)
    expect(needsEveryNode(byName, { ...byZone, nodeAffinityPolicy: 'Ignore' })).toBe(false)
    expect(needsEveryNode({ nodeSelector: { zone: 'z1' } }, byZone)).toBe(false)
  })

  test('default constraints beside the defaultingType System are told as a mistake', () => {
    const defaultConstraints = [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }]
    const { error } = spreadOptions.safeParse({ defaultConstraints })
    expect(error?.issues).toMatchObject([
      {
        path: ['defaultConstraints'],
        message: 'default constraints are listed, but defaultingType is System',
        params: { hint: 'write defaultingType: List' },
      },
    ])
  })
})
