import { describe, expect, test } from 'vitest'
import { reportContext } from '../../src/report/report-context.ts'
import { verdictText } from '../../src/report/verdict-text.ts'
import type { Summary } from '../../src/results/types.ts'
import { smallResults } from '../compare/small-results.ts'
import { plainSpaces } from './draw-chart.ts'

const of = (lostShare: number, cost: number): Summary => ({ 'requests.lostShare': lostShare, 'cost.total': cost })

function words(summaries: Record<string, Summary>, passed: Record<string, boolean> = {}) {
  const expectations = Object.keys(passed).map((variant) => ({ variant, passed: passed[variant] ?? false }))
  const { headline, reason, confidence } = verdictText(reportContext(smallResults(summaries, expectations)))
  return { headline: plainSpaces(headline), reason: plainSpaces(reason), confidence }
}

describe('the headline', () => {
  const rows: [what: string, headline: string, summaries: Record<string, Summary>, passed?: Record<string, boolean>][] =
    [
      ['one variant', 'a loses 2.28 % of requests and costs 85.68 USD.', { a: of(0.0228, 85.68) }],
      [
        'one variant that holds',
        'a holds its objective (the promise), loses 0 % of requests and costs 5.00 USD.',
        { a: of(0, 5) },
        { a: true },
      ],
      [
        'one variant that does not',
        'a holds 0 of 1 objectives, loses 10.0 % of requests and costs 5.00 USD.',
        { a: of(0.1, 5) },
        { a: false },
      ],
      ['dominates', 'Use b. It loses least, and no variant costs less.', { a: of(0.1, 5), b: of(0.01, 4) }],
      [
        'trade-off', // 6 is 20 % more than 5; 5 is 16.7 % less than 6
        'b loses least and costs 20.0 % more than a; a costs 16.7 % less than that but loses 10.0 % of requests.',
        { a: of(0.1, 5), b: of(0.01, 6) },
      ],
      ['tie', 'No difference between the variants in lost requests or cost.', { a: of(0.05, 5), b: of(0.05, 5) }],
      [
        'all lose everything, the cheaper no less',
        'Every variant loses all requests. b is as good as any, and no variant costs less.',
        { a: of(1, 5), b: of(1, 4) },
      ],
      [
        'all lose everything alike',
        'Every variant loses all requests. No difference between the variants in lost requests or cost.',
        { a: of(1, 5), b: of(1, 5) },
      ],
      [
        'all lose much alike',
        'Every variant loses 30.0 % of requests. No difference between the variants in lost requests or cost.',
        { a: of(0.3, 5), b: of(0.3, 5) },
      ],
      [
        'all lose much',
        'Every variant loses at least 30.0 % of requests. b loses least, and no variant costs less.',
        { a: of(0.9, 5), b: of(0.3, 4) },
      ],
      [
        'only one holds', // 80.54 is 6.0 % less than 85.68
        'Use b. It is the only variant that holds its objective (the promise), and it costs 6.0 % less than a.',
        { a: of(0.0228, 85.68), b: of(0.00003, 80.54) },
        { a: false, b: true },
      ],
      [
        'several hold',
        'Use b. It is the cheapest of 2 variants that hold its objective (the promise); it costs 20.0 % less than a.',
        { a: of(0, 5), b: of(0, 4) },
        { a: true, b: true },
      ],
      [
        'none holds',
        'No variant holds its objective (the promise); closest is b, which loses 1.00 % of requests.',
        { a: of(0.1, 5), b: of(0.01, 6) },
        { a: false, b: false },
      ],
      [
        'node-hours', // 6 is 20 % more than 5
        'b starts jobs soonest and needs 20.0 % more node-hours than a; a needs 16.7 % fewer node-hours than that but lets a job wait 9 s on average.',
        {
          a: { 'jobs.waitSecondsMean': 9, 'nodes.hours': 5 },
          b: { 'jobs.waitSecondsMean': 0, 'nodes.hours': 6 },
        },
      ],
    ]
  test.each(rows)('%s', (_what, headline, summaries, passed) => {
    expect(words(summaries, passed).headline).toBe(headline)
  })
})

test('the reason gives the numbers, best first, and what the pick breaks', () => {
  const { reason } = words({ a: of(0.1, 5), b: of(0.01, 6) }, { a: false, b: false })
  expect(reason).toBe(
    'b loses 1.00 % of requests, costs 6.00 USD; a loses 10.0 % of requests, costs 5.00 USD. b does not hold: the promise.',
  )
})

test('one run says that it is one', () => {
  expect(words({ a: of(0, 1) }).confidence).toBe('1 run with one seed: no confidence statement.')
})

test('of many variants the reason names four', () => {
  const many = Object.fromEntries('abcdefg'.split('').map((name, i) => [name, of(0.01 * (i + 1), 5)]))
  expect(words(many).reason).toMatch(/^a .*; b .*; c .*; g [^;]*\.$/)
})

test('a dollar sign in a currency is only a dollar sign', () => {
  const results = { ...smallResults({ a: of(0, 5) }), currency: "US$'$&" }
  expect(verdictText(reportContext(results)).headline).toContain("US$'$&")
})

test('node-hours are not called hours', () => {
  const { reason } = words({ a: { 'nodes.hours': 1008 }, b: { 'nodes.hours': 900 } })
  expect(reason).toBe('b needs 900 node-hours; a needs 1 008 node-hours.')
})
