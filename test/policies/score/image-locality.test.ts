import { expect, test } from 'vitest'
import type { ScorePlugin } from '../../../src/policies/placement/types.ts'
import { imageLocality } from '../../../src/policies/score/image-locality.ts'
import { MIB } from '../../builders/amounts.ts'
import { clusterOf, scoresOf } from '../../conformance/cluster-of.ts'

const APP = { name: 'app:1', sizeBytes: 1000 * MIB }
const BASE = { name: 'base:1', sizeBytes: 23 * MIB }

/** Scores of four nodes that have these images. */
function scores(images: readonly { name: string; sizeBytes: number }[], has: readonly (readonly string[])[]) {
  const nodes = has.map((names, i) => ({ name: `n${i}`, images: [{ names, sizeBytes: 0 }] }))
  const found = scoresOf(clusterOf({ nodes, pod: { images } }), imageLocality as ScorePlugin)
  return found === 'Skip' ? found : [...found.values()]
}

test.each([
  {
    images: [APP],
    has: [['app:1'], ['app:1'], [], []],
    expected: [48, 48, 0, 0],
    because: 'half of the nodes have it: 100 × (500 − 23) div 977',
  },
  {
    images: [APP],
    has: [['app:1'], [], [], []],
    expected: [23, 0, 0, 0],
    because: 'a quarter: 100 × (250 − 23) div 977',
  },
  {
    images: [BASE],
    has: [['base:1'], ['base:1'], ['base:1'], ['base:1']],
    expected: [0, 0, 0, 0],
    because: 'not more than 23 MiB',
  },
  {
    images: [APP, BASE],
    has: [['app:1', 'base:1'], ['base:1'], ['base:1'], ['base:1']],
    expected: [12, 0, 0, 0],
    because: '100 × (250 + 23 − 23) div (2000 − 23)',
  },
  {
    images: [APP, APP],
    has: [['app:1'], ['app:1'], ['app:1'], ['app:1']],
    expected: [100, 100, 100, 100],
    because: 'two containers of one image: it counts twice, at most 2 × 1000',
  },
  { images: [APP], has: [['app:2'], [], [], []], expected: [0, 0, 0, 0], because: 'another tag is another image' },
])('$because', ({ images, has, expected }) => {
  expect(scores(images, has)).toEqual(expected)
})

test('a pod whose images are not known is not scored', () => {
  expect(scores([], [['app:1']])).toBe('Skip')
})

test('a name without a tag means latest', () => {
  expect(scores([{ ...APP, name: 'app' }], [['app:latest'], ['app'], [], []])).toEqual([48, 48, 0, 0])
})
