import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runUntil } from '../../src/engine/kernel.ts'
import { explainPod } from '../../src/explain.ts'
import type { Scenario } from '../../src/model/scenario.ts'
import { newRun } from '../../src/simulate.ts'
import { loadShipped, SHIPPED } from '../golden/shipped-scenarios.ts'

interface Placed {
  readonly name: string
  readonly node: string
  readonly atUs: number
}

/** Every pod that got a node, by what the scheduler itself says. */
function placedIn(scenario: Scenario, index: number): Placed[] {
  const run = newRun(scenario, scenario.variants[index])
  const { pods, nodes } = run.cluster
  const counts = new Map<string, number>()
  const names = new Map<number, string>()
  const placed: Placed[] = []
  run.watch = {
    created(pod) {
      const { name, kind } = run.workloads[pods.workload[pod]].spec
      const prefix = kind === 'job' ? `${name}-${pods.batch[pod]}` : name
      const number = counts.get(prefix) ?? 0
      counts.set(prefix, number + 1)
      names.set(pod, `${prefix}-${number}`)
    },
    trying() {},
    found(pod, node) {
      placed.push({ name: names.get(pod) ?? '', node: nodes.names[node], atUs: run.nowUs })
    },
  }
  runUntil(run, scenario.durationUs, () => false)
  return placed
}

describe.each(SHIPPED)('scenarios/%s.yaml', (name) => {
  const scenario = loadShipped(name)
  const placed = scenario.variants.map((_, index) => placedIn(scenario, index))

  test.prop([fc.nat(scenario.variants.length - 1), fc.nat()], { numRuns: 8 })(
    'the node that is explained is the one that was chosen, and it is the best',
    (index, pick) => {
      const pod = placed[index][pick % placed[index].length]
      const answer = explainPod(scenario, scenario.variants[index], { pod: pod.name, atUs: null })
      expect(answer).toMatchObject({
        pod: pod.name,
        state: 'placed',
        placement: { node: pod.node, atSeconds: pod.atUs / 1e6 },
      })
      if ('problem' in answer || answer.placement === null) throw new Error('no placement')
      const { candidates, ties, wasPromised } = answer.placement
      const chosen = candidates.find((candidate) => candidate.chosen)
      if (wasPromised) return
      expect(chosen?.total).toBe(candidates[0].total)
      if (ties === 'first') expect(chosen?.rank).toBe(1)
      for (const { scores, total } of candidates) {
        expect(scores.reduce((sum, { score, weight }) => sum + score * weight, 0)).toBeCloseTo(total, 6)
      }
    },
  )
})
