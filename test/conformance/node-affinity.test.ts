import { describe, expect } from 'vitest'
import { nodeAffinityField } from '../../src/model/node-selector-field.ts'
import { nodeAffinity as filter } from '../../src/policies/filter/node-affinity.ts'
import type { FilterPlugin, ScorePlugin } from '../../src/policies/placement/types.ts'
import { nodeAffinity as score } from '../../src/policies/score/node-affinity.ts'
import { type ClusterCase, clusterOf, scoresOf, verdictsOf } from './cluster-of.ts'
import { type ExpectedVerdict, expectVerdicts } from './expect-verdicts.ts'
import type { VectorNodeAffinity } from './vector-shapes.ts'
import { conform, vectors } from './vectors.ts'

interface AffinityCase extends ClusterCase {
  readonly name: string
  readonly args?: { readonly addedAffinity?: VectorNodeAffinity }
}

interface FilterCase extends AffinityCase {
  readonly expectedPreFilter?: string
  readonly expectedPreFilterNodes?: readonly string[]
  readonly expected: Readonly<Record<string, ExpectedVerdict>>
}

interface ScoreCase extends AffinityCase {
  readonly expected: Readonly<Record<string, number>>
  readonly expectedPreScore?: string
}

/** As Kubernetes writes it. */
function written({ required, preferred }: VectorNodeAffinity) {
  return {
    ...(required && { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred && { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  }
}

function optionsOf({ args }: AffinityCase) {
  return args?.addedAffinity === undefined ? {} : { addedAffinity: written(args.addedAffinity) }
}

const REASONS = {
  pod: "node(s) didn't match Pod's node affinity/selector",
  enforced: "node(s) didn't match scheduler-enforced node affinity",
}

describe('NodeAffinity', () => {
  conform(
    'node_affinity_filter.json',
    vectors<{ cases: FilterCase[] }>('node_affinity_filter.json')?.cases,
    (vector) => {
      const verdicts = verdictsOf(clusterOf(vector), filter as FilterPlugin, optionsOf(vector))
      expectVerdicts(verdicts, vector, REASONS)
      // The nodes that the search is narrowed to are not told apart here; every other node must be turned down.
      const others =
        vector.expectedPreFilterNodes &&
        vector.nodes.filter(({ name }) => !vector.expectedPreFilterNodes?.includes(name))
      for (const { name } of others ?? []) expect(verdicts === 'Skip' ? null : verdicts.get(name), name).not.toBeNull()
    },
  )

  conform('node_affinity_score.json', vectors<{ cases: ScoreCase[] }>('node_affinity_score.json')?.cases, (vector) => {
    if (vector.expectedPreScore === 'Error') {
      // What the scheduler stumbles over is refused where the affinity is read.
      expect(nodeAffinityField.safeParse(written(vector.pod.affinity?.nodeAffinity ?? {})).success).toBe(false)
      return
    }
    const scores = scoresOf(clusterOf(vector), score as ScorePlugin, optionsOf(vector))
    const none = Object.fromEntries(vector.nodes.map(({ name }) => [name, 0]))
    expect(scores === 'Skip' ? none : Object.fromEntries(scores)).toEqual(
      vector.expectedPreScore === 'Skip' ? none : vector.expected,
    )
  })
})
