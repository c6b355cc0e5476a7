import { expect, test } from 'vitest'
import type { ScorePlugin } from '../../../src/policies/placement/types.ts'
import { nodeAffinity } from '../../../src/policies/score/node-affinity.ts'
import { clusterOf, scoresOf } from '../../conformance/cluster-of.ts'
import type { VectorNodeTerm } from '../../conformance/vector-shapes.ts'

const NODES = [
  { name: 'n0', labels: { zone: 'a', 'kubernetes.io/hostname': 'n0' } },
  { name: 'n1', labels: { zone: 'a', disk: 'ssd', 'kubernetes.io/hostname': 'n1' } },
  { name: 'n2', labels: { zone: 'b', 'kubernetes.io/hostname': 'n2' } },
  { name: 'n3', labels: { zone: 'a', 'kubernetes.io/hostname': 'n3' } },
]

function scores(terms: readonly (readonly [number, VectorNodeTerm])[]) {
  const preferred = terms.map(([weight, preference]) => ({ weight, preference }))
  const built = clusterOf({ nodes: NODES, pod: { affinity: { nodeAffinity: { preferred } } } })
  const found = scoresOf(built, nodeAffinity as ScorePlugin)
  return found === 'Skip' ? found : [...found.values()]
}

const zone = (name: string): VectorNodeTerm => ({
  matchExpressions: [{ key: 'zone', operator: 'In', values: [name] }],
})
const SSD: VectorNodeTerm = { matchExpressions: [{ key: 'disk', operator: 'Exists' }] }

test.each([
  { terms: [], expected: 'Skip', because: 'there is no preference' },
  {
    terms: [
      [10, zone('a')],
      [20, SSD],
    ] as const,
    expected: [33, 100, 0, 33],
    because: '100 × 10 div 30',
  },
  { terms: [[7, zone('c')]] as const, expected: [0, 0, 0, 0], because: 'nobody matches' },
  { terms: [[7, {}]] as const, expected: [0, 0, 0, 0], because: 'a preference for nothing matches nothing' },
  {
    terms: [
      [3, zone('a')],
      [1, { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n3'] }] }],
    ] as const,
    expected: [75, 75, 0, 100],
    because: 'a node may be preferred by name: 100 × 3 div 4',
  },
  {
    terms: [
      [1, { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['n0', 'n1'] }] }],
    ] as const,
    expected: [0, 0, 100, 100],
    because: 'or by hostname, which is no label of the group',
  },
])('$expected: $because', ({ terms, expected }) => {
  expect(scores(terms)).toEqual(expected)
})
