import { describe, expect } from 'vitest'
import { podTopologySpread as hardSpread } from '../../src/policies/filter/pod-topology-spread.ts'
import { podTopologySpread as softSpread } from '../../src/policies/score/pod-topology-spread.ts'
import { clusterOf, scoresOf, verdictsOf } from './cluster-of.ts'
import { type ExpectedVerdict, expectVerdicts } from './expect-verdicts.ts'
import type { Labels, VectorConstraint, VectorNode, VectorPod, VectorSelector } from './vector-shapes.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface SpreadCase extends NamedCase {
  readonly pod: VectorPod
  readonly constraints?: readonly VectorConstraint[]
  readonly existingPods: readonly VectorPod[]
}

interface FilterCase extends SpreadCase {
  readonly nodes: readonly VectorNode[]
  readonly expectedPreFilter?: string
  readonly expected: Readonly<Record<string, ExpectedVerdict>>
}

interface ScoreCase extends SpreadCase {
  readonly feasibleNodes: readonly VectorNode[]
  readonly otherNodes: readonly VectorNode[]
  /** Services in front of pods: where a pod has no constraints, the defaults count what these select. */
  readonly services?: readonly { readonly namespace?: string; readonly selector?: Labels | VectorSelector | null }[]
  readonly expectedSkip?: boolean
  readonly expected?: Readonly<Record<string, number>>
}

const filterFile = vectors<{ readonly cases: readonly FilterCase[] }>('pod_topology_spread_filter.json')
const scoreFile = vectors<{ readonly cases: readonly ScoreCase[] }>('pod_topology_spread_score.json')

describe.skipIf(filterFile === null)('PodTopologySpread filter', () => {
  conform('pod_topology_spread_filter', filterFile?.cases, (vector) => {
    const { nodes, existingPods, pod, constraints } = vector
    const built = clusterOf({ nodes, existingPods, pod: { ...pod, topologySpreadConstraints: constraints ?? [] } })
    expectVerdicts(verdictsOf(built, hardSpread), vector)
  })
})

describe.skipIf(scoreFile === null)('PodTopologySpread score', () => {
  conform('pod_topology_spread_score', scoreFile?.cases, (vector) => {
    const { feasibleNodes, otherNodes, existingPods, constraints = [], expected, expectedSkip } = vector
    const pod: VectorPod = {
      ...vector.pod,
      topologySpreadConstraints: constraints,
      defaultSpreadSelector: selectorOfServices(vector),
    }
    const built = clusterOf({ nodes: [...feasibleNodes, ...otherNodes], existingPods, pod })
    const feasible = new Set(feasibleNodes.map(({ name }) => name))
    const scores = scoresOf(built, softSpread, {}, (name) => feasible.has(name))
    if (expectedSkip === true) expect(scores).toBe('Skip')
    else expect(scores).toEqual(new Map(feasibleNodes.map(({ name }) => [name, expected?.[name]])))
  })
})

/** All selectors of the Services that select the pod, as one. */
function selectorOfServices({ pod, services = [] }: ScoreCase): VectorSelector | null {
  const matchLabels: Record<string, string> = {}
  for (const { namespace = pod.namespace, selector } of services) {
    const wanted = labelsOf(selector)
    const keys = Object.keys(wanted)
    if (namespace !== pod.namespace || keys.length === 0) continue
    if (keys.every((key) => pod.labels?.[key] === wanted[key])) Object.assign(matchLabels, wanted)
  }
  return Object.keys(matchLabels).length === 0 ? null : { matchLabels }
}

function labelsOf(selector: Labels | VectorSelector | null | undefined): Labels {
  if (selector === null || selector === undefined) return {}
  return typeof selector.matchLabels === 'object' ? selector.matchLabels : (selector as Labels)
}
