import { expect } from 'vitest'
import { type EvictedPod, evictionVerdict } from '../../src/model/eviction.ts'
import { type BudgetStatus, budgetStatus, type PodCount } from '../../src/model/pod-disruption-budget.ts'
import { conform, type NamedCase, vectors } from './vectors.ts'

interface StatusCase extends NamedCase {
  readonly budget: { readonly minAvailable?: number | string; readonly maxUnavailable?: number | string }
  /** Replicas by owner. */
  readonly controllers: Readonly<Record<string, number>>
  readonly pods: readonly {
    readonly name?: string
    readonly ready: boolean
    readonly owner: string | null
    readonly deleting?: boolean
  }[]
  readonly disruptedPodsSecondsAgo?: Readonly<Record<string, number>>
  readonly failSafe?: boolean
  readonly expected: Partial<BudgetStatus>
}

/** An eviction is counted as a disruption until its pod is gone, for two minutes at most. */
const DISRUPTED_SECONDS = 120

function podCount(written: number | string): PodCount {
  if (typeof written === 'number') return { kind: 'count', count: written }
  return { kind: 'percent', percent: Number(written.replace('%', '')) }
}

conform(
  'status of disruption budgets',
  vectors<{ readonly status: readonly StatusCase[] }>('pdb.json')?.status,
  ({ budget: { minAvailable, maxUnavailable }, controllers, pods, disruptedPodsSecondsAgo = {}, expected }) => {
    const bound =
      minAvailable === undefined
        ? { kind: 'maxUnavailable' as const, pods: podCount(maxUnavailable ?? 0) }
        : { kind: 'minAvailable' as const, pods: podCount(minAvailable) }
    const disrupted = (name = '') => (disruptedPodsSecondsAgo[name] ?? DISRUPTED_SECONDS) < DISRUPTED_SECONDS
    const owners = new Set(pods.map(({ owner }) => owner).filter((owner) => owner !== null))
    const status = budgetStatus(
      { bound },
      {
        pods: pods.length,
        healthy: pods.filter(({ name, ready, deleting }) => ready && deleting !== true && !disrupted(name)).length,
        replicasOfOwners: [...owners].reduce((sum, owner) => sum + controllers[owner], 0),
      },
    )
    expect(status).toMatchObject(expected)
  },
  ({ failSafe }) => (failSafe === true ? 'errors of the API: there are none in a checked scenario' : null),
)

interface EvictionCase extends NamedCase {
  readonly pod: { readonly phase: EvictedPod['phase']; readonly ready: boolean | null; readonly deleting?: boolean }
  readonly budget: {
    readonly selector: 'match' | 'other' | 'empty'
    readonly disruptionsAllowed: number
    readonly currentHealthy: number
    readonly desiredHealthy: number
  }
  /** Null: not said. */
  readonly policies: readonly ('IfHealthyBudget' | 'AlwaysAllow' | null)[]
  readonly expected: 'deleted' | 'tooManyRequests'
  readonly expectedDisruptionsAllowed?: number
}

conform(
  'the eviction API',
  vectors<{ readonly eviction: readonly EvictionCase[] }>('pdb.json')?.eviction,
  ({ pod, budget: { selector, ...status }, policies, expected, expectedDisruptionsAllowed }) => {
    for (const policy of policies) {
      const covering = { ...status, unhealthyPodEvictionPolicy: policy ?? 'IfHealthyBudget' }
      const evicted = { phase: pod.phase, ready: pod.ready === true, deleting: pod.deleting === true }
      const verdict = evictionVerdict(evicted, selector === 'other' ? [] : [covering])
      expect(verdict.allowed).toBe(expected === 'deleted')
      if (expectedDisruptionsAllowed === undefined) continue
      const counted = verdict.allowed && verdict.disruption ? 1 : 0
      expect(status.disruptionsAllowed - counted).toBe(expectedDisruptionsAllowed)
    }
  },
)

conform(
  'marks of a disruption that never happened',
  vectors<{ readonly staleDisruption: readonly NamedCase[] }>('pdb.json')?.staleDisruption,
  () => {},
  () => 'an evicted pod begins to end at once',
)
