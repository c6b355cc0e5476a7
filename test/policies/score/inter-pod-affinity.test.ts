import { describe, expect, test } from 'vitest'
import { interPodAffinity } from '../../../src/policies/score/inter-pod-affinity.ts'
import { type BuiltCase, clusterOf, scoresOf, templateOf } from '../../conformance/cluster-of.ts'
import type { VectorAffinity, VectorNode, VectorPod, VectorTerm } from '../../conformance/vector-shapes.ts'

const HOSTNAME = 'kubernetes.io/hostname'
const NODES: readonly VectorNode[] = ['a', 'b', 'c'].map((name, i) => ({
  name,
  labels: { zone: `z${i}`, [HOSTNAME]: name },
}))

const app = (name: string, topologyKey = 'zone'): VectorTerm => ({
  topologyKey,
  labelSelector: { matchLabels: { app: name } },
})
const likes = (weight: number, term: VectorTerm): VectorAffinity => ({ podAffinity: { preferred: [{ weight, term }] } })
const dislikes = (weight: number, term: VectorTerm): VectorAffinity => ({
  podAntiAffinity: { preferred: [{ weight, term }] },
})
const must = (...required: VectorTerm[]): VectorAffinity => ({ podAffinity: { required } })
const on = (nodeName: string, name: string, more: Partial<VectorPod> = {}): VectorPod => ({
  nodeName,
  labels: { app: name },
  ...more,
})

interface Row {
  readonly what: string
  readonly pods: readonly VectorPod[]
  readonly pod: VectorPod
  readonly options?: unknown
  readonly expected: Record<string, number> | 'Skip'
}

const rows: readonly Row[] = [
  {
    what: 'no preference on either side: nothing to compare',
    pods: [on('a', 'web')],
    pod: { labels: { app: 'web' } },
    expected: 'Skip',
  },
  {
    what: 'sums 29, 100, 0 in floating point: 100·(29/100) = 28.999…, cut off to 28',
    pods: [on('a', 'web'), on('b', 'db')],
    pod: {
      affinity: {
        podAffinity: {
          preferred: [
            { weight: 29, term: app('web') },
            { weight: 100, term: app('db') },
          ],
        },
      },
    },
    expected: { a: 28, b: 100, c: 0 },
  },
  {
    what: 'what is to be apart weighs less than nothing: −10, 0, 5 → 0, 100·10/15, 100',
    pods: [on('a', 'web'), on('c', 'db')],
    pod: {
      affinity: { ...dislikes(10, app('web')), ...likes(5, app('db')) },
    },
    expected: { a: 0, b: 66, c: 100 },
  },
  {
    what: 'all equal is 0 for all: 7 each',
    pods: [on('a', 'web'), on('b', 'web'), on('c', 'web')],
    pod: { affinity: likes(7, app('web', HOSTNAME)) },
    expected: { a: 0, b: 0, c: 0 },
  },
  {
    what: 'pods on their way out count: 2 of 2',
    pods: [on('a', 'web', { terminating: true }), on('a', 'web'), on('b', 'web')],
    pod: { affinity: likes(1, app('web')) },
    expected: { a: 100, b: 50, c: 0 },
  },
  {
    what: 'what others prefer counts as well, both ways: +3 at a, −1 at b, 0 at c',
    pods: [on('a', 'db', { affinity: likes(3, app('web')) }), on('b', 'db', { affinity: dislikes(1, app('web')) })],
    pod: { labels: { app: 'web' } },
    expected: { a: 100, b: 0, c: 25 },
  },
  {
    what: 'what others require weighs hardPodAffinityWeight for each term: 2·1 at a, 1 at b',
    pods: [
      on('a', 'db', { affinity: must(app('web'), app('web', HOSTNAME)) }),
      on('b', 'db', { affinity: must(app('web')) }),
    ],
    pod: { labels: { app: 'web' } },
    expected: { a: 100, b: 50, c: 0 },
  },
  {
    what: 'hardPodAffinityWeight 0: no such weight',
    pods: [on('a', 'db', { affinity: must(app('web')) })],
    pod: { labels: { app: 'web' } },
    options: { hardPodAffinityWeight: 0 },
    expected: 'Skip',
  },
  {
    what: 'hardPodAffinityWeight 50 against a preference of 100',
    pods: [on('a', 'db', { affinity: must(app('web')) }), on('b', 'db', { affinity: likes(100, app('web')) })],
    pod: { labels: { app: 'web' } },
    options: { hardPodAffinityWeight: 50 },
    expected: { a: 50, b: 100, c: 0 },
  },
  {
    what: 'preferences of others may be ignored for pods that have none',
    pods: [on('a', 'db', { affinity: likes(3, app('web')) }), on('b', 'db', { affinity: must(app('web')) })],
    pod: { labels: { app: 'web' } },
    options: { ignorePreferredTermsOfExistingPods: true },
    expected: 'Skip',
  },
  {
    what: 'and not for pods that have some: 3 of others at a, 6 of its own at b',
    pods: [on('a', 'db', { affinity: likes(3, app('web')) }), on('b', 'cache')],
    pod: { labels: { app: 'web' }, affinity: likes(6, app('cache')) },
    options: { ignorePreferredTermsOfExistingPods: true },
    expected: { a: 50, b: 100, c: 0 },
  },
]

function scored(built: BuiltCase, options?: unknown): Record<string, number> | 'Skip' {
  const scores = scoresOf(built, interPodAffinity, options)
  return scores === 'Skip' ? scores : Object.fromEntries(scores)
}

describe('the InterPodAffinity score', () => {
  test.each(rows)('$what', ({ pods, pod, options, expected }) => {
    expect(scored(clusterOf({ nodes: NODES, existingPods: pods, pod }), options)).toEqual(expected)
  })

  test('pods with the same labels and other preferences are told apart', () => {
    const pod = { labels: { app: 'web' }, affinity: likes(1, app('db')) }
    const built = clusterOf({ nodes: NODES, existingPods: [on('a', 'db'), on('b', 'cache')], pod })
    expect(scored(built)).toEqual({ a: 100, b: 0, c: 0 })
    const other = { ...pod, affinity: likes(1, app('cache')) }
    const podClass = built.cluster.podClass(templateOf(other))
    expect(scored({ ...built, podClass })).toEqual({ a: 0, b: 100, c: 0 })
  })
})
