import { expect, test } from 'vitest'
import type { ScorePlugin } from '../../../src/policies/placement/types.ts'
import { taintToleration } from '../../../src/policies/score/taint-toleration.ts'
import { clusterOf, scoresOf } from '../../conformance/cluster-of.ts'

const SOFT = 'PreferNoSchedule'
const A = { key: 'a', effect: SOFT }
const B = { key: 'b', effect: SOFT }
const C = { key: 'c', effect: SOFT }
const HARD = { key: 'a', effect: 'NoSchedule' }

test.each([
  { taints: [[], [A], [A, B], [A, B, C]], expected: [100, 67, 34, 0], because: '100 − 100 × n div 3' },
  { taints: [[], [], [], []], expected: [100, 100, 100, 100], because: 'without taints all are equally good' },
  { taints: [[], [HARD], [HARD], []], expected: [100, 100, 100, 100], because: 'hard taints are for the filter' },
])('$because', ({ taints, expected }) => {
  const nodes = taints.map((list, i) => ({ name: `n${i}`, taints: list }))
  const scores = scoresOf(clusterOf({ nodes, pod: {} }), taintToleration as ScorePlugin)
  expect([...(scores as Map<string, number>).values()]).toEqual(expected)
})

test.each([
  { toleration: { key: 'a', operator: 'Exists' }, expected: 100, because: 'it holds for every effect' },
  { toleration: { key: 'a', operator: 'Exists', effect: SOFT }, expected: 100, because: 'it names the effect' },
  {
    toleration: { key: 'a', operator: 'Exists', effect: 'NoSchedule' },
    expected: 0,
    because: 'it is for another effect',
  },
] as const)('$toleration: $expected, $because', ({ toleration, expected }) => {
  const nodes = [
    { name: 'tainted', taints: [A] },
    { name: 'worse', taints: [B] },
  ]
  const built = clusterOf({ nodes, pod: { tolerations: [toleration] } })
  expect(scoresOf(built, taintToleration as ScorePlugin)).toEqual(
    new Map([
      ['tainted', expected],
      ['worse', 0],
    ]),
  )
})

test('only feasible nodes set the scale', () => {
  const nodes = [{ name: 'clean' }, { name: 'one', taints: [A] }, { name: 'out', taints: [A, B] }]
  const built = clusterOf({ nodes, pod: {} })
  const feasible = scoresOf(built, taintToleration as ScorePlugin, {}, (name) => name !== 'out')
  expect(feasible).toEqual(
    new Map([
      ['clean', 100],
      ['one', 0],
    ]),
  )
})
