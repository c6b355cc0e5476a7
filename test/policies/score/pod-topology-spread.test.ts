import { describe, expect, test } from 'vitest'
import { podTopologySpread } from '../../../src/policies/score/pod-topology-spread.ts'
import { clusterOf, scoresOf } from '../../conformance/cluster-of.ts'
import type { VectorConstraint, VectorNode, VectorPod } from '../../conformance/vector-shapes.ts'

const ZONE = 'topology.kubernetes.io/zone'
const HOSTNAME = 'kubernetes.io/hostname'
const web = { matchLabels: { app: 'web' } }

const inZone = (name: string, zone: string): VectorNode => ({ name, labels: { [ZONE]: zone, [HOSTNAME]: name } })
const ZONELESS: VectorNode = { name: 'd', labels: { [HOSTNAME]: 'd' } }
const THREE = [inZone('a', 'z1'), inZone('b', 'z1'), inZone('c', 'z2')]

const soft = (topologyKey: string, maxSkew: number, more: Partial<VectorConstraint> = {}): VectorConstraint => ({
  topologyKey,
  maxSkew,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: web,
  ...more,
})

const on = (nodeName: string, count: number, more: Partial<VectorPod> = {}): VectorPod[] =>
  Array.from({ length: count }, () => ({ nodeName, labels: { app: 'web' }, ...more }))

interface Row {
  readonly what: string
  readonly nodes?: readonly VectorNode[]
  readonly pods: readonly VectorPod[]
  readonly constraints?: readonly VectorConstraint[]
  readonly pod?: VectorPod
  readonly options?: unknown
  readonly feasible?: string
  readonly expected: Record<string, number> | 'Skip'
}

const LISTED = {
  defaultingType: 'List',
  defaultConstraints: [
    { maxSkew: 3, topologyKey: HOSTNAME, whenUnsatisfiable: 'ScheduleAnyway' },
    { maxSkew: 5, topologyKey: ZONE, whenUnsatisfiable: 'ScheduleAnyway' },
  ],
}
const SELECTED: VectorPod = { labels: { app: 'web' }, defaultSpreadSelector: web }

const rows: readonly Row[] = [
  {
    what: 'nothing selects the pod: no default spread',
    pods: on('a', 3),
    expected: 'Skip',
  },
  {
    what: 'an empty default selector is none',
    pods: on('a', 3),
    pod: { labels: { app: 'web' }, defaultSpreadSelector: {} },
    expected: 'Skip',
  },
  {
    // ln(3 hosts + 2) = 1.609, ln(2 zones + 2) = 1.386
    // a 1·1.609 + 2 + 1·1.386 + 4 = 8.995 → 9, b 0 + 2 + 1.386 + 4 → 7, c 0 + 2 + 0 + 4 = 6
    what: 'system defaults: burdens 9, 7, 6; 100·(9 + 6 − 9) div 9 = 66, 100·8 div 9 = 88, 100·9 div 9 = 100',
    pods: on('a', 1),
    pod: SELECTED,
    expected: { a: 66, b: 88, c: 100 },
  },
  {
    // Zones z1, z2 and "none": ln(3 + 2) = 1.609; ln(4 hosts + 2) = 1.792.
    // a 1.792 + 2 + 1.609 + 4 = 9.401 → 9, b 2 + 1.609 + 4 → 8, c 6, d 0 + 2 = 2
    what: 'system defaults, a node without a zone is burdened by its own pods only: 9, 8, 6, 2',
    nodes: [...THREE, ZONELESS],
    pods: on('a', 1),
    pod: SELECTED,
    expected: { a: 22, b: 33, c: 55, d: 100 },
  },
  {
    // As with the system's but d is ignored: ln(3 + 2), ln(2 + 2), burdens 9, 7, 6.
    what: 'the same constraints from a list: the node without a zone gets 0, its pods do not count',
    nodes: [...THREE, ZONELESS],
    pods: [...on('a', 1), ...on('d', 4)],
    pod: SELECTED,
    options: LISTED,
    expected: { a: 66, b: 88, c: 100, d: 0 },
  },
  {
    what: 'own constraints replace the defaults: 3·ln(4) → 4, 0; 100·(4 + 0 − 4) div 4 = 0, 100',
    pods: on('b', 3),
    pod: SELECTED,
    constraints: [soft(ZONE, 1)],
    expected: { a: 0, b: 0, c: 100 },
  },
  {
    what: 'an own constraint that filters is enough to have no defaults',
    pods: on('b', 3),
    pod: SELECTED,
    constraints: [soft(ZONE, 1, { whenUnsatisfiable: 'DoNotSchedule' })],
    expected: 'Skip',
  },
  {
    what: 'nothing to count is 100 for all: burden 0 with maxSkew 1',
    pods: on('b', 3, { terminating: true }),
    constraints: [soft(ZONE, 1)],
    expected: { a: 100, b: 100, c: 100 },
  },
  {
    // z1: 2 + 3 pods. ln(2 zones + 2) = 1.386: z1 6.93 → 7, z2 0. Node b is infeasible, its pods count.
    what: 'infeasible nodes count: z1 5 pods',
    pods: [...on('a', 2), ...on('b', 3)],
    constraints: [soft(ZONE, 1)],
    feasible: 'ac',
    expected: { a: 0, c: 100 },
  },
  {
    // One feasible zone: ln(1 + 2) = 1.099, 2 pods: 2.197 → 2; all equal: 100·(2 + 2 − 2) div 2 = 100
    what: 'domains are those of feasible nodes: z2 is none',
    pods: [...on('a', 2), ...on('c', 9)],
    constraints: [soft(ZONE, 1)],
    feasible: 'ab',
    expected: { a: 100, b: 100 },
  },
  {
    // ln(4 + 2) = 1.792 for four equal hosts, feasible or not as one candidate: a 2·1.792 → 4, the others 0; minDomains has no effect.
    what: 'the hostname’s domains are the feasible nodes: with 4 of them 2·ln 6 → 4, 1·ln 6 → 2',
    nodes: ['a', 'b', 'c', 'e', 'f'].map((name) => inZone(name, 'z')),
    pods: [...on('a', 2), ...on('b', 1)],
    constraints: [soft(HOSTNAME, 1, { minDomains: 9 })],
    feasible: 'abce',
    expected: { a: 0, b: 50, c: 100, e: 100 },
  },
  {
    // Zone z1 counts only a (the selector leaves b and c out): 1·ln(2 + 2) → 1, z2 0.
    what: 'nodeAffinityPolicy leaves out nodes that the pod does not want, in the zone but not by hostname',
    nodes: [{ name: 'a', labels: { [ZONE]: 'z1', [HOSTNAME]: 'a', disk: 'ssd' } }, ...THREE.slice(1)],
    pods: [...on('a', 1), ...on('b', 5), ...on('c', 5)],
    constraints: [soft(ZONE, 1)],
    pod: { labels: { app: 'web' }, nodeSelector: { disk: 'ssd' } },
    expected: { a: 0, b: 0, c: 100 },
  },
  {
    // By name only c counts: z1 0, z2 5·ln(4) = 6.93 → 7.
    what: 'the same by name, where every node must be looked at',
    pods: [...on('a', 1), ...on('b', 5), ...on('c', 5)],
    constraints: [soft(ZONE, 1)],
    pod: { labels: { app: 'web' }, nodeSelector: { [HOSTNAME]: 'c' } },
    expected: { a: 100, b: 100, c: 0 },
  },
]

describe('the PodTopologySpread score', () => {
  test.each(rows)('$what', ({ nodes = THREE, pods, constraints = [], pod, options, feasible, expected }) => {
    const incoming = { labels: { app: 'web' }, ...pod, topologySpreadConstraints: constraints }
    const built = clusterOf({ nodes, existingPods: pods, pod: incoming })
    const scores = scoresOf(built, podTopologySpread, options, (name) => feasible?.includes(name) ?? true)
    expect(scores === 'Skip' ? scores : Object.fromEntries(scores)).toEqual(expected)
  })
})
