import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import { interPodAffinity } from '../../../src/policies/filter/inter-pod-affinity.ts'
import { interPodAffinityOptions } from '../../../src/policies/inter-pod-affinity-options.ts'
import { clusterOf, templateOf, verdictsOf } from '../../conformance/cluster-of.ts'
import type { VectorAffinity, VectorNode, VectorPod, VectorTerm } from '../../conformance/vector-shapes.ts'
import { verdictWords } from '../verdict-words.ts'

const NO_FRIENDS = "node(s) didn't match pod affinity rules!"
const REPELLED = "node(s) didn't match pod anti-affinity rules"
const REPELLING = "node(s) didn't satisfy existing pods anti-affinity rules"
const HOSTNAME = 'kubernetes.io/hostname'
const NAMESPACES = { default: { team: 'blue' }, lab: { team: 'red' } }

const web: VectorTerm = { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } }
const near = (...required: VectorTerm[]): VectorAffinity => ({ podAffinity: { required } })
const apart = (...required: VectorTerm[]): VectorAffinity => ({ podAntiAffinity: { required } })

const NODES: readonly VectorNode[] = [
  { name: 'a', labels: { zone: 'z1', [HOSTNAME]: 'a' } },
  { name: 'b', labels: { zone: 'z2', [HOSTNAME]: 'b' } },
  { name: 'c', labels: { [HOSTNAME]: 'c' } },
]
const on = (nodeName: string, more: Partial<VectorPod> = {}): VectorPod => ({
  nodeName,
  labels: { app: 'web' },
  ...more,
})

interface Row {
  readonly what: string
  readonly pods: readonly VectorPod[]
  readonly pod: VectorPod
  readonly expected: Record<string, string> | 'Skip'
}

const rows: readonly Row[] = [
  {
    what: 'no terms on either side: nothing to check',
    pods: [on('a')],
    pod: { labels: { app: 'web' } },
    expected: 'Skip',
  },
  {
    what: 'the first of its kind goes anywhere that has the topology key',
    pods: [],
    pod: { labels: { app: 'web' }, affinity: near(web) },
    expected: { a: '', b: '', c: NO_FRIENDS },
  },
  {
    what: 'it is not the first when one is there, elsewhere, though it would match itself',
    pods: [on('a')],
    pod: { labels: { app: 'web' }, affinity: near(web) },
    expected: { a: '', b: NO_FRIENDS, c: NO_FRIENDS },
  },
  {
    what: 'a pod on a node without any of the topology keys is not seen: still the first',
    pods: [on('c')],
    pod: { labels: { app: 'web' }, affinity: near(web) },
    expected: { a: '', b: '', c: NO_FRIENDS },
  },
  {
    what: 'two terms: seen by the hostname, so not the first, and in no zone',
    pods: [on('c')],
    pod: { labels: { app: 'web' }, affinity: near(web, { ...web, topologyKey: HOSTNAME }) },
    expected: { a: NO_FRIENDS, b: NO_FRIENDS, c: NO_FRIENDS },
  },
  {
    what: 'a pod that does not match its own terms is nobody’s first',
    pods: [],
    pod: { labels: { app: 'db' }, affinity: near(web) },
    expected: { a: NO_FRIENDS, b: NO_FRIENDS, c: NO_FRIENDS },
  },
  {
    what: 'one pod must match all terms: half matches on a and b do not add up',
    pods: [on('a'), on('b', { labels: { tier: 'x' } })],
    pod: { affinity: near(web, { topologyKey: 'zone', labelSelector: { matchLabels: { tier: 'x' } } }) },
    expected: { a: NO_FRIENDS, b: NO_FRIENDS, c: NO_FRIENDS },
  },
  {
    what: 'an absent selector selects nothing: not even the pod itself',
    pods: [on('a')],
    pod: { labels: { app: 'web' }, affinity: near({ topologyKey: 'zone', labelSelector: null }) },
    expected: { a: NO_FRIENDS, b: NO_FRIENDS, c: NO_FRIENDS },
  },
  {
    what: 'an absent selector keeps apart from nothing, an empty one from everything',
    pods: [on('a')],
    pod: {
      affinity: apart({ topologyKey: 'zone', labelSelector: null }, { topologyKey: HOSTNAME, labelSelector: {} }),
    },
    expected: { a: REPELLED, b: '', c: '' },
  },
  {
    what: 'a namespace by name selects pods there and not in the pod’s own',
    pods: [on('a', { namespace: 'lab' }), on('b')],
    pod: { affinity: near({ ...web, namespaces: ['lab'] }) },
    expected: { a: '', b: NO_FRIENDS, c: NO_FRIENDS },
  },
  {
    what: 'without namespaces only the pod’s own counts',
    pods: [on('a', { namespace: 'lab' }), on('b')],
    pod: { affinity: near(web) },
    expected: { a: NO_FRIENDS, b: '', c: NO_FRIENDS },
  },
  {
    what: 'namespaces by label, and an empty namespace selector is every namespace',
    pods: [on('a', { namespace: 'lab' }), on('b')],
    pod: {
      affinity: apart(
        { ...web, namespaceSelector: { matchLabels: { team: 'red' } } },
        { ...web, topologyKey: HOSTNAME, namespaceSelector: {} },
      ),
    },
    expected: { a: REPELLED, b: REPELLED, c: '' },
  },
  {
    what: 'names and labels of namespaces add up: either will do',
    pods: [on('a', { namespace: 'lab' }), on('b')],
    pod: { affinity: apart({ ...web, namespaces: ['default'], namespaceSelector: { matchLabels: { team: 'red' } } }) },
    expected: { a: REPELLED, b: REPELLED, c: '' },
  },
  {
    what: 'pods that are there keep the pod away from their zone, on a node without the key they cannot',
    pods: [on('a', { affinity: apart(web) }), on('c', { affinity: apart(web) })],
    pod: { labels: { app: 'web' } },
    expected: { a: REPELLING, b: '', c: '' },
  },
  {
    what: 'their terms mean their own namespace, where the pod is not',
    pods: [on('a', { namespace: 'lab', affinity: apart(web) })],
    pod: { labels: { app: 'web' } },
    expected: 'Skip',
  },
  {
    what: 'pods on their way out still count, for and against',
    pods: [on('a', { terminating: true }), on('b', { terminating: true, affinity: apart(web) })],
    pod: { labels: { app: 'web' }, affinity: near(web) },
    expected: { a: '', b: REPELLING, c: NO_FRIENDS },
  },
]

describe('the InterPodAffinity filter', () => {
  test.each(rows)('$what', ({ pods, pod, expected }) => {
    const built = clusterOf({ nodes: NODES, existingPods: pods, pod, namespaces: NAMESPACES })
    expect(verdictWords(verdictsOf(built, interPodAffinity))).toEqual(expected)
  })
})

describe('what may let a pod in that InterPodAffinity turned down', () => {
  const zoneless = 2
  const hints: readonly {
    what: string
    pod: VectorPod
    event: 'pod-bound' | 'pod-gone'
    other: VectorPod
    helps: boolean
  }[] = [
    { what: 'a friend comes', pod: { affinity: near(web) }, event: 'pod-bound', other: on('a'), helps: true },
    {
      what: 'the last friend goes: the pod may be the first',
      pod: { affinity: near(web) },
      event: 'pod-gone',
      other: on('c'),
      helps: true,
    },
    {
      what: 'half a friend comes',
      pod: { affinity: near(web, { ...web, labelSelector: null }) },
      event: 'pod-bound',
      other: on('a'),
      helps: false,
    },
    {
      what: 'a stranger comes',
      pod: { affinity: near(web) },
      event: 'pod-bound',
      other: on('a', { labels: {} }),
      helps: false,
    },
    {
      what: 'one to be apart from goes',
      pod: { affinity: apart(web) },
      event: 'pod-gone',
      other: on('a'),
      helps: true,
    },
    {
      what: 'one to be apart from comes',
      pod: { affinity: apart(web) },
      event: 'pod-bound',
      other: on('a'),
      helps: false,
    },
    {
      what: 'one that wants to be apart goes',
      pod: { labels: { app: 'web' } },
      event: 'pod-gone',
      other: on('a', { labels: {}, affinity: apart(web) }),
      helps: true,
    },
    {
      what: 'any other goes',
      pod: { labels: { app: 'web' }, affinity: apart({ ...web, labelSelector: null }) },
      event: 'pod-gone',
      other: on('a'),
      helps: false,
    },
  ]

  test.each(hints)('$what: $helps', ({ pod, event, other, helps }) => {
    const { cluster, podClass } = clusterOf({ nodes: NODES, existingPods: [other], pod, namespaces: NAMESPACES })
    const told = { kind: event, podClass: cluster.podClass(templateOf(other)), node: 0 }
    expect(interPodAffinity.retry?.helps?.(told, podClass, viewOf(cluster), interPodAffinityOptions.parse({}))).toBe(
      helps,
    )
  })

  test('a node helps when it has every topology key that the pod must be near others in', () => {
    const { cluster, podClass } = clusterOf({ nodes: NODES, pod: { affinity: near(web) } })
    const hint = (node: number) =>
      interPodAffinity.retry?.helps?.(
        { kind: 'node-added', node },
        podClass,
        viewOf(cluster),
        interPodAffinityOptions.parse({}),
      )
    expect([hint(0), hint(zoneless)]).toEqual([true, false])
  })
})
