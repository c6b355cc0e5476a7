import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import { carryOut } from '../../src/cli/run-orders.ts'
import { compareVariants } from '../../src/compare/compare-variants.ts'
import { assembleResults } from '../../src/results/assemble.ts'
import { overSeeds } from '../../src/results/over-seeds.ts'
import type { Results, VariantResult } from '../../src/results/types.ts'
import { load } from '../scenario/loading.ts'

/** Jobs at random on two nodes, which is not always enough: most metrics differ from seed to seed. */
const scenario = load(`apiVersion: simcap/v1
name: null-policy
duration: 30m
cluster:
  nodePools:
    - { name: general, count: 1, capacity: { cpu: 2, memory: 8Gi }, limits: { min: 1, max: 4 }, pricePerHour: 1.00, bootTime: { lognormal: { mean: 90s, cv: 0.3 } } }
workloads:
  - name: batch
    requests: { cpu: 500m, memory: 1Gi }
    job: { arrivals: 120/h, duration: { lognormal: { mean: 2m, cv: 0.5 } } }
policies: { nodeAutoscaling: pending-pods }
`)

const SETS = 1000
const SEEDS_PER_SIDE = 10
const POOL = 1200

/** Runs of the one policy under many seeds, from which both sides are drawn. */
const runs: VariantResult[] = Array.from({ length: POOL }, (_, seed) =>
  carryOut(scenario, { variant: 0, seed, detailed: false, everyDecision: false }, () => {}),
)

function resultsOf(sides: Readonly<Record<string, readonly VariantResult[]>>): Results {
  const variants = Object.entries(sides).flatMap(([name, side]) => {
    const merged = overSeeds(side)
    return merged === null ? [] : [{ ...merged, name }]
  })
  const seeds = Object.values(sides)[0].map((_, index) => index)
  return assembleResults(scenario, variants, '0.0.0', { seeds, failedRuns: [] })
}

describe('the same policy under two names', () => {
  test('is called different in at most 6 % of the metrics, over 1,000 seed sets', () => {
    // Under the same seeds all differences would be exactly 0. Here each side has seeds of its own, so chance alone sets them apart.
    const random = randomStream(7, 'test/null-policy')
    let judged = 0
    let different = 0
    let loneTests = 0
    for (let set = 0; set < SETS; set++) {
      const order = Array.from(runs.keys())
      for (let i = 0; i < 2 * SEEDS_PER_SIDE; i++) {
        const j = i + random.int(order.length - i)
        ;[order[i], order[j]] = [order[j], order[i]]
      }
      const side = (from: number) => order.slice(from, from + SEEDS_PER_SIDE).map((index) => runs[index])
      const { rows } = compareVariants(resultsOf({ one: side(0), two: side(SEEDS_PER_SIDE) }))
      for (const { definition, differences, samples } of rows) {
        const [, difference] = differences
        if (definition.better === 'neither' || difference === null) continue
        if (samples.flat().every((value) => value === samples[0][0])) continue
        judged++
        if (difference.judgement === 'better' || difference.judgement === 'worse') different++
        const { interval } = difference
        if (interval !== null && (interval.low > 0 || interval.high < 0)) loneTests++
      }
    }
    const share = (count: number) => count / judged
    console.log(
      `null policy: ${SETS} sets, ${judged} judged metrics, called different ${(100 * share(different)).toFixed(2)} %; ` +
        `uncorrected 95 % intervals without 0: ${(100 * share(loneTests)).toFixed(2)} %`,
    )
    expect(judged).toBeGreaterThan(10 * SETS)
    expect(share(different)).toBeLessThanOrEqual(0.06)
    expect(share(loneTests)).toBeLessThanOrEqual(0.06)
  })

  test('a planted 2 % of cost is found with 30 seeds', () => {
    for (let block = 0; block < 20; block++) {
      const base = runs.slice(block * 30, block * 30 + 30)
      const dear = base.map((run) => {
        const summary = { ...run.summary, 'cost.total': (run.summary['cost.total'] ?? 0) * 1.02 }
        return { ...run, summary }
      })
      const row = compareVariants(resultsOf({ base, dear })).rows.find(
        ({ definition }) => definition.name === 'cost.total',
      )
      expect(row?.differences[1]).toMatchObject({ judgement: 'worse' })
      expect(row?.differences[1]?.relative).toBeCloseTo(0.02, 10)
    }
  })
})
