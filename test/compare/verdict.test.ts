import { describe, expect, test } from 'vitest'
import { verdict } from '../../src/compare/verdict.ts'
import { partOf } from '../../src/results/over-seeds.ts'
import type { Summary } from '../../src/results/types.ts'
import { smallResults } from './small-results.ts'

const of = (lostShare: number | null, cost: number): Summary => ({
  'requests.lostShare': lostShare,
  'cost.total': cost,
})

describe('without objectives', () => {
  const rows: [what: string, summaries: Record<string, Summary>, kind: string, pick: number, ranking: number[]][] = [
    ['one variant', { a: of(0.1, 5) }, 'single', 0, [0]],
    ['best and cheapest', { a: of(0.1, 5), b: of(0.01, 4) }, 'dominates', 1, [1, 0]],
    ['best but not cheapest', { a: of(0.1, 5), b: of(0.01, 6) }, 'tradeOff', 1, [1, 0]],
    ['equal service: the cheaper', { a: of(0, 5), b: of(0, 4), c: of(0, 6) }, 'dominates', 1, [1, 0, 2]],
    ['equal cost: the better', { a: of(0.1, 5), b: of(0.2, 5) }, 'dominates', 0, [0, 1]],
    ['all alike', { a: of(0.1, 5), b: of(0.1, 5) }, 'tie', 0, [0, 1]],
    ['an unknown loss is last', { a: of(null, 1), b: of(0.2, 5) }, 'tradeOff', 1, [1, 0]],
    ['nothing is known', { a: {}, b: {} }, 'tie', 0, [0, 1]],
  ]
  test.each(rows)('%s', (_what, summaries, kind, pick, ranking) => {
    expect(verdict(smallResults(summaries))).toMatchObject({ kind, pick, ranking, holding: [] })
  })

  test('the nearest saving is the variant that serves best of the cheaper ones', () => {
    const results = smallResults({ a: of(0.3, 2), b: of(0.02, 3), c: of(0, 6), d: of(0.01, 7) })
    expect(verdict(results)).toMatchObject({ kind: 'tradeOff', pick: 2, cheaper: 1 })
  })

  test('what sets variants apart decides: late requests when all lose alike', () => {
    const results = smallResults({
      a: { 'requests.lostShare': 0, 'requests.lateShare': 0.2 },
      b: { 'requests.lostShare': 0, 'requests.lateShare': 0.1 },
    })
    expect(verdict(results)).toMatchObject({ pick: 1, quality: { definition: { name: 'requests.lateShare' } } })
  })

  test.each([
    ['all lose everything', [1, 1], 1],
    ['the least of what all lose', [0.9, 0.3], 0.3],
    ['one serves well', [0.9, 0.05], null],
    ['one has no requests', [0.9, null], null],
    ['one variant says its loss anyway', [1], null],
  ])('a loss that all share: %s', (_what, lost, sharedLoss) => {
    const summaries = Object.fromEntries(lost.map((share, i) => [`v${i}`, of(share, 5)]))
    expect(verdict(smallResults(summaries)).sharedLoss).toBe(sharedLoss)
  })

  test('jobs alone are judged by waiting', () => {
    const results = smallResults({ a: { 'jobs.waitSecondsMean': 9 }, b: { 'jobs.waitSecondsMean': 3 } })
    expect(verdict(results)).toMatchObject({ pick: 1, quality: { definition: { name: 'jobs.waitSecondsMean' } } })
  })

  test('with prices node-hours are not', () => {
    const results = smallResults({ a: { 'nodes.hours': 5, 'cost.total': 1 }, b: { 'nodes.hours': 4, 'cost.total': 2 } })
    expect(verdict(results)).toMatchObject({ pick: 0, cost: { definition: { name: 'cost.total' } } })
  })

  test('without prices node-hours are the cost', () => {
    const results = smallResults({
      a: { 'requests.lostShare': 0, 'nodes.hours': 5, 'cost.total': 0 },
      b: { 'requests.lostShare': 0, 'nodes.hours': 4, 'cost.total': 0 },
    })
    expect(verdict(results)).toMatchObject({
      kind: 'dominates',
      pick: 1,
      cost: { definition: { name: 'nodes.hours' } },
    })
  })
})

describe('with expectations of every variant', () => {
  const summaries = { a: of(0.1, 3), b: of(0.01, 5), c: of(0.02, 4) }
  const asked = (passed: readonly boolean[]) =>
    ['a', 'b', 'c'].map((variant, i) => ({ variant, passed: passed[i] ?? false }))

  test('the cheapest that holds them is the pick', () => {
    expect(verdict(smallResults(summaries, asked([false, true, true])))).toMatchObject({
      kind: 'holds',
      pick: 2,
      holding: [1, 2],
      ranking: [2, 1, 0],
    })
  })

  test('none holds them: the one that serves best is closest', () => {
    expect(verdict(smallResults(summaries, asked([false, false, false])))).toMatchObject({ kind: 'holdsNone', pick: 1 })
  })

  test('asked of one variant only, they do not rank the others', () => {
    const results = smallResults(summaries, [{ variant: 'a', passed: true }])
    expect(verdict(results)).toMatchObject({ kind: 'tradeOff', pick: 1, holding: [] })
  })
})

describe('availability objectives of services', () => {
  const withTarget = (availability: unknown, lost: readonly number[]) => {
    const results = smallResults({ a: of(0.1, 3), b: of(0.01, 5) })
    return {
      ...results,
      scenario: { workloads: [{ name: 'web', service: { slo: { availability } } }, 'not a workload', { name: 7 }] },
      variants: results.variants.map((variant, i) => ({
        ...variant,
        services: [partOf('web', { 'requests.lostShare': lost[i] ?? null })],
      })),
    }
  }

  test('are judged by the mean over seeds, not by the first seed', () => {
    const results = withTarget('99.9%', [0.002, 0.001])
    const [a, b] = results.variants
    // Means: (0.002 + 0) / 2 = 0.1 %, which 99.9 % leaves; (0.001 + 0.003) / 2 = 0.2 %, which it does not.
    const over = (variant: typeof a, lost: number[]) => ({
      ...variant,
      services: variant.services.map((part) => ({ ...part, samples: { 'requests.lostShare': lost } })),
    })
    const variants = [over(a, [0.002, 0]), over(b, [0.001, 0.003])]
    expect(verdict({ ...results, seeds: [1, 2], variants }).holding).toEqual([0])
  })

  test('hold when no more is lost than the target leaves', () => {
    // 100 % − 99.9 % = 0.1 %
    const { holding, objectives } = verdict(withTarget('99.9%', [0.002, 0.001]))
    expect(holding).toEqual([1])
    expect(objectives[0]).toEqual([{ text: 'web availability 99.9%', held: false }])
  })

  test.each([undefined, null, 'often', 0.999])('%o is no target', (availability) => {
    expect(verdict(withTarget(availability, [0, 0])).objectives).toEqual([[], []])
  })

  test('a scenario of any shape is borne', () => {
    for (const scenario of [null, 7, [], { workloads: { web: {} } }, { workloads: [null] }]) {
      expect(verdict({ ...smallResults({ a: of(0, 1) }), scenario }).objectives).toEqual([[]])
    }
  })
})
