import { describe, expect, test } from 'vitest'
import type { Expectation } from '../../src/model/scenario.ts'
import { judgeExpectations } from '../../src/results/expectations.ts'
import { partOf } from '../../src/results/over-seeds.ts'
import { simulated } from '../builders/simulated.ts'

const base = simulated(60, {})

/** Two variants that differ in cost and lost requests; `web` has figures of its own. */
const variants = [
  { name: 'plain', cost: 100, lost: 0 as number | null, web: 0.5 },
  { name: 'packed', cost: 80, lost: null, web: 0.9 },
].map(({ name, cost, lost, web }) => ({
  ...base,
  ...partOf(name, { 'cost.total': cost, 'requests.lost': lost, score: -10 }),
  services: [partOf('web', { 'requests.withinSloShare': web })],
}))

const expectation = (parts: Partial<Expectation>): Expectation => ({
  metric: 'cost.total',
  variant: 'plain',
  workload: null,
  relativeTo: null,
  min: null,
  max: null,
  ...parts,
})

describe('an expectation', () => {
  test.each([
    { said: { max: 100 }, passed: true, because: '100 ≤ 100' },
    { said: { max: 99.999 }, passed: false, because: '100 > 99.999' },
    { said: { min: 100 }, passed: true, because: '100 ≥ 100' },
    { said: { min: 101 }, passed: false, because: '100 < 101' },
    { said: { min: 90, max: 110 }, passed: true, because: '90 ≤ 100 ≤ 110' },
    { said: { min: 101, max: 110 }, passed: false, because: 'both bounds must hold' },
    { said: { max: 0.25, relativeTo: 'packed' }, passed: true, because: '100 ≤ 80 + 25 %' },
    { said: { max: 0.24, relativeTo: 'packed' }, passed: false, because: '100 > 80 + 24 % = 99.2' },
    { said: { variant: 'packed', max: -0.2, relativeTo: 'plain' }, passed: true, because: '80 ≤ 100 − 20 %' },
    { said: { variant: 'packed', max: -0.21, relativeTo: 'plain' }, passed: false, because: '80 > 79' },
    { said: { min: 0.25, relativeTo: 'packed' }, passed: true, because: '100 ≥ 80 + 25 %' },
    {
      said: { metric: 'score', max: 0.1, relativeTo: 'packed' },
      passed: true,
      because: '−10 ≤ −10 + 1: a share of the size',
    },
    { said: { metric: 'score', min: 0.1, relativeTo: 'packed' }, passed: false, because: '−10 < −9' },
    { said: { metric: 'requests.lost', max: 0 }, passed: true, because: '0 ≤ 0' },
    { said: { metric: 'requests.lost', variant: 'packed', max: 1 }, passed: false, because: 'it never occurred' },
    {
      said: { metric: 'requests.lost', max: 1, relativeTo: 'packed' },
      passed: false,
      because: 'nothing to compare with',
    },
    { said: { metric: 'no.such', max: 1 }, passed: false, because: 'there is no such metric' },
    { said: { max: 1, relativeTo: 'nobody' }, passed: false, because: 'there is no such variant' },
    { said: { metric: 'requests.withinSloShare', workload: 'web', min: 0.5 }, passed: true, because: 'of the service' },
    { said: { metric: 'requests.withinSloShare', min: 0.5 }, passed: false, because: 'the cluster has none here' },
    { said: { metric: 'cost.total', workload: 'web', max: 1e9 }, passed: false, because: 'a service has no cost' },
    {
      said: { metric: 'requests.withinSloShare', workload: 'api', min: 0 },
      passed: false,
      because: 'no such workload',
    },
  ])('$said: $passed, $because', ({ said, passed }) => {
    const judged = judgeExpectations([expectation(said)], variants)
    expect(judged.map((each) => each.passed)).toEqual([passed])
  })

  test('of no variant in particular is one of each', () => {
    const judged = judgeExpectations([expectation({ variant: null, max: 90 })], variants)
    expect(judged.map(({ variant, actual, passed }) => [variant, actual, passed])).toEqual([
      ['plain', 100, false],
      ['packed', 80, true],
    ])
  })

  test.each([
    { said: { max: 5 }, text: 'cost.total at most 5' },
    { said: { min: 1, max: 5 }, text: 'cost.total at least 1 and at most 5' },
    { said: { max: 0.05, relativeTo: 'packed' }, text: 'cost.total at most packed + 5 %' },
    { said: { max: 0.07, relativeTo: 'packed' }, text: 'cost.total at most packed + 7 %' },
    { said: { min: -0.29, relativeTo: 'packed' }, text: 'cost.total at least packed − 29 %' },
    { said: { metric: 'requests.lost', workload: 'web', max: 0 }, text: 'requests.lost of web at most 0' },
    { said: { metric: 'requests.lostShare', max: 0.07 }, text: 'requests.lostShare at most 7 %' },
    {
      said: { metric: 'utilisation.nvidia.com/gpu.used.mean', min: 0.5 },
      text: 'utilisation.nvidia.com/gpu.used.mean at least 50 %',
    },
    { said: { metric: 'pods.pending.waitSecondsMax', max: 0.4 }, text: 'pods.pending.waitSecondsMax at most 0.4 s' },
  ])('reads "$text"', ({ said, text }) => {
    expect(judgeExpectations([expectation(said)], variants)[0].text).toBe(text)
  })
})
