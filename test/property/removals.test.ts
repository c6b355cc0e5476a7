import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenarioOf } from '../../bench/run-text.ts'
import { runToEnd } from '../../src/engine/kernel.ts'
import { hintOf } from '../../src/engine/node-what-if/removal-plan.ts'
import { removableInTurn, triedInTurn } from '../../src/engine/node-what-if/removals.ts'
import type { Run } from '../../src/engine/run.ts'
import type { NodeAutoscaler, RemovalPlan, Removals } from '../../src/policies/node-autoscaler/types.ts'
import { newRun } from '../../src/simulate.ts'
import { smallScenario } from './small-scenario.ts'

/** Asks at every look, with the plan of the look before, which of the nodes with few pods could go. */
function asking(run: Run, fewPods: number, limit: number): NodeAutoscaler {
  let plan: RemovalPlan | null = null
  const { maxProvisionUs } = run.nodeAutoscaler
  const decide: NodeAutoscaler['decide'] = (view) => {
    const asked: Run = { ...run, nowUs: view.nowUs }
    const candidates = view.readyNodes().filter((node) => view.cluster.nodes.podCount[node] <= fewPods)
    const carried = removableInTurn(asked, candidates, limit, plan)
    expect(answer(asked, carried)).toEqual(answer(asked, triedInTurn(asked, candidates, limit, plan, null)))
    plan = carried.plan
    return run.nodeAutoscaler.decide(view)
  }
  return { everyUs: 40_000_000, maxProvisionUs, decide }
}

/** Verdicts, and where pods that are there would go. */
function answer(run: Run, { verdicts, plan }: Removals) {
  const { pods } = run.cluster
  const moving = [...plan.moves.keys()].filter((pod) => pods.node[pod] !== -1 && pods.terminating[pod] === 0)
  return { verdicts, moves: moving.sort((a, b) => a - b).map((pod) => [pod, hintOf(run, plan, pod)]) }
}

test('which nodes could go is the same with what is carried over from the last look as tried out from the beginning', () => {
  const fewPods = fc.integer({ min: 0, max: 4 })
  const limit = fc.integer({ min: 1, max: 8 })
  fc.assert(
    fc.property(smallScenario, fewPods, limit, (document, few, most) => {
      const scenario = scenarioOf(JSON.stringify(document))
      const run = newRun(scenario, scenario.variants[0])
      runToEnd({ ...run, nodeAutoscaler: asking(run, few, most) }, () => {})
    }),
    { numRuns: 15 },
  )
})
