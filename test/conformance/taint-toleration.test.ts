import { describe, expect } from 'vitest'
import type { Toleration } from '../../src/model/workload.ts'
import { taintToleration as filter } from '../../src/policies/filter/taint-toleration.ts'
import type { FilterPlugin, ScorePlugin } from '../../src/policies/placement/types.ts'
import { taintToleration as score } from '../../src/policies/score/taint-toleration.ts'
import { clusterOf, scoresOf, verdictsOf } from './cluster-of.ts'
import { statusOf } from './expect-verdicts.ts'
import type { VectorNode } from './vector-shapes.ts'
import { conform, vectors } from './vectors.ts'

interface TaintFile {
  readonly scoreCases: readonly {
    readonly name: string
    readonly tolerations?: readonly Toleration[]
    readonly nodes: readonly VectorNode[]
    readonly expected: Readonly<Record<string, number>>
  }[]
  readonly filterCases: readonly {
    readonly name: string
    readonly tolerations?: readonly Toleration[]
    readonly taints: NonNullable<VectorNode['taints']>
    readonly expected: string
  }[]
}

const file = vectors<TaintFile>('taint_toleration.json')

describe('TaintToleration', () => {
  conform('taint_toleration.json scores', file?.scoreCases, ({ tolerations = [], nodes, expected }) => {
    const scores = scoresOf(clusterOf({ nodes, pod: { tolerations } }), score as ScorePlugin)
    expect(scores).toEqual(new Map(Object.entries(expected)))
  })

  conform('taint_toleration.json filter', file?.filterCases, ({ tolerations = [], taints, expected }) => {
    const built = clusterOf({ nodes: [{ name: 'node1', taints }], pod: { tolerations } })
    const verdicts = verdictsOf(built, filter as FilterPlugin)
    const verdict = verdicts === 'Skip' ? null : (verdicts.get('node1') ?? null)
    expect(statusOf(verdict)).toBe(expected)
  })
})
