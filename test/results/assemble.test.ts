import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/model/scenario.ts'
import { assembleResults } from '../../src/results/assemble.ts'
import { simulate } from '../../src/simulate.ts'
import { SECOND } from '../builders/amounts.ts'
import { job, nodeShape, placement, pool, scenario, service, steady, variant } from '../builders/model.ts'

const world = (parts: Partial<Scenario> = {}, name = 'plain') => {
  const one = variant({
    name,
    pools: [pool({ count: 3, shape: nodeShape({ cpu: 4, memory: 8, 'example.com/gpu': 1 }) })],
    workloads: [
      service({ load: steady(30) }),
      job({ arrivals: { kind: 'curve', curve: steady(0.1) }, durationUs: { kind: 'exponential', mean: 30 * SECOND } }),
    ],
    policies: { placement: placement('random') },
  })
  return scenario({ durationUs: 600 * SECOND, variants: [one], ...parts })
}

const results = (made: Scenario, version = '1.0.0') =>
  assembleResults(
    made,
    made.variants.map((each) => simulate(made, each)),
    version,
  )

describe('the digest', () => {
  const digest = results(world()).digest

  test('is a SHA-256, and the same for the same scenario', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(results(world()).digest).toBe(digest)
  })

  test('does not depend on the order of keys in the scenario', () => {
    const one = results(world({ document: { a: 1, b: { c: 2, d: 3 } } })).digest
    expect(results(world({ document: { b: { d: 3, c: 2 }, a: 1 } })).digest).toBe(one)
  })

  test.each([
    ['seed', results(world({ seed: 2 })).digest],
    ['duration', results(world({ durationUs: 599 * SECOND })).digest],
    ['name', results(world({ name: 'other' })).digest],
    ['document', results(world({ document: { name: 'other' } })).digest],
    ['variant', results(world({}, 'other')).digest],
    ['version', results(world(), '1.0.1').digest],
  ])('changes with the %s', (_, other) => {
    expect(other).not.toBe(digest)
  })
})

test('metrics are defined for the resources that were measured, the extended ones too', () => {
  const names = results(world()).metrics.map(({ name }) => name)
  expect(names.filter((name) => name.startsWith('utilisation.') && name.endsWith('.used.mean'))).toEqual([
    'utilisation.cpu.used.mean',
    'utilisation.memory.used.mean',
    'utilisation.ephemeral-storage.used.mean',
    'utilisation.example.com/gpu.used.mean',
  ])
})

test('what the scenario says is passed on', () => {
  const start = { text: '2026-11-10T18:00:00+08:00', epochMs: 1_794_304_800_000, offsetMinutes: 480 }
  const made = results(world({ start, currency: 'CNY', notes: [{ about: 'x', text: 'y' }] }))
  expect(made).toMatchObject({
    schema: 'simcap.results/v1',
    tool: { name: 'simcap', version: '1.0.0' },
    start: '2026-11-10T18:00:00+08:00',
    durationSeconds: 600,
    currency: 'CNY',
    notes: [{ about: 'x', text: 'y' }],
  })
  expect(results(world()).start).toBeNull()
})
