import { describe, expect } from 'vitest'
import { interPodAffinity as filter } from '../../src/policies/filter/inter-pod-affinity.ts'
import { interPodAffinity as score } from '../../src/policies/score/inter-pod-affinity.ts'
import { clusterOf, scoresOf, verdictsOf } from './cluster-of.ts'
import { type ExpectedVerdict, expectVerdicts } from './expect-verdicts.ts'
import type { Labels, VectorNode, VectorPod } from './vector-shapes.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface AffinityCase extends NamedCase {
  readonly pod: VectorPod
  readonly existingPods: readonly VectorPod[]
  readonly nodes: readonly VectorNode[]
}

interface FilterCase extends AffinityCase {
  readonly expectedPreFilter?: string
  readonly expected: Readonly<Record<string, ExpectedVerdict>>
}

interface ScoreCase extends AffinityCase {
  readonly hardPodAffinityWeight?: number
  readonly ignorePreferredTermsOfExistingPods?: boolean
  readonly expectedSkip?: boolean
  readonly expected?: Readonly<Record<string, number>>
}

interface File<Case> {
  readonly meta: { readonly namespaces?: readonly { readonly name: string; readonly labels: Labels }[] }
  readonly cases: readonly Case[]
}

const WORDS = {
  affinity: "node(s) didn't match pod affinity rules",
  antiAffinity: "node(s) didn't match pod anti-affinity rules",
  existingAntiAffinity: "node(s) didn't satisfy existing pods anti-affinity rules",
}

const filterFile = vectors<File<FilterCase>>('inter_pod_affinity_filter.json')
const scoreFile = vectors<File<ScoreCase>>('inter_pod_affinity_score.json')

function namespacesOf<Case>(file: File<Case> | null): Record<string, Labels> {
  return Object.fromEntries((file?.meta.namespaces ?? []).map(({ name, labels }) => [name, labels]))
}

describe.skipIf(filterFile === null)('InterPodAffinity filter', () => {
  const namespaces = namespacesOf(filterFile)
  conform(
    'inter_pod_affinity_filter',
    filterFile?.cases,
    (vector) => expectVerdicts(verdictsOf(clusterOf({ ...vector, namespaces }), filter), vector, WORDS),
    ({ expected }) =>
      Object.values(expected).some(({ reason }) => reason === 'invalidSelector')
        ? 'a selector that Kubernetes would not accept: pods like that never get as far as a scheduler'
        : null,
  )
})

describe.skipIf(scoreFile === null)('InterPodAffinity score', () => {
  const namespaces = namespacesOf(scoreFile)
  conform('inter_pod_affinity_score', scoreFile?.cases, (vector) => {
    const {
      nodes,
      expected,
      expectedSkip,
      hardPodAffinityWeight = 1,
      ignorePreferredTermsOfExistingPods = false,
    } = vector
    const options = { hardPodAffinityWeight, ignorePreferredTermsOfExistingPods }
    const scores = scoresOf(clusterOf({ ...vector, namespaces }), score, options)
    // Where there is nothing to compare, a skipped plugin and one that gives every node 0 come to the same.
    if (expectedSkip === true) expect(scores === 'Skip' || [...scores.values()].every((one) => one === 0)).toBe(true)
    else expect(scores).toEqual(new Map(nodes.map(({ name }) => [name, expected?.[name]])))
  })
})
