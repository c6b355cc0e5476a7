import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenarioOf } from '../../bench/run-text.ts'
import { fingerprint } from '../../src/cluster/fingerprint.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { runUntil } from '../../src/engine/kernel.ts'
import { nodeAutoscalerView } from '../../src/engine/node-what-if/view.ts'
import type { NodeAutoscalerView } from '../../src/policies/node-autoscaler/types.ts'
import { newRun } from '../../src/simulate.ts'
import { smallScenario } from './small-scenario.ts'

/** A question that a node autoscaler may ask, made from a number. */
function ask(view: NodeAutoscalerView, kind: number, n: number): unknown {
  const poolIndex = n % view.pools.length
  const ready = view.readyNodes()
  const some = ready.filter((_, i) => (n >> (i % 8)) % 2 === 0)
  const offers = view.pools.map((_, index) => ({ poolIndex: index, offering: 0 }))
  if (kind === 0) return view.wouldNeed({ poolIndex, offering: 0 }, 1 + (n % 5), -10)
  if (kind === 1)
    return view.wouldClaim(
      offers,
      view.pools.map(() => 1 + (n % 3)),
    )
  if (kind === 2) return view.wouldGo(some, 1 + (n % 4), null, () => null).verdicts
  return view.wouldReplace(some, offers)
}

test('whatever a node autoscaler asks leaves no trace, and asked again it is answered the same', () => {
  fc.assert(
    fc.property(
      smallScenario,
      fc.integer({ min: 1, max: 2500 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(1000)), { minLength: 1, maxLength: 8 }),
      (document, second, questions) => {
        const scenario = scenarioOf(JSON.stringify(document))
        const run = newRun(scenario, scenario.variants[0])
        runUntil(run, second * 1e6, () => false)
        const before = fingerprint(run.cluster)
        const made = run.pools.map((pool) => pool.made)
        const answers = () => questions.map(([kind, n]) => ask(nodeAutoscalerView(run), kind, n))
        expect(answers()).toEqual(answers())
        expect(fingerprint(run.cluster)).toBe(before)
        expect(run.pools.map((pool) => pool.made)).toEqual(made)
        expect(run.cluster.forked).toBe(false)
        expect(checkInvariants(run.cluster)).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})
