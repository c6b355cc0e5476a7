import { describe, expect, test } from 'vitest'
import { load, problemsOf, SMALL } from './loading.ts'

const TWO = `${SMALL}  - name: api
    requests: { cpu: 1, memory: 1Gi }
    service: { load: 10/s, capacityPerReplica: 10/s }
`

/** Pod autoscalers of web and api in the only variant. */
function autoscalers(policies: string, variant: string): (string | null)[] {
  const { variants } = load(`${TWO}policies: { ${policies} }\nvariants:\n  - { name: a, ${variant} }\n`)
  return variants[0].workloads.map((each) => (each.kind === 'service' ? each.autoscaler.name : null))
}

describe('a variant names only what it changes', () => {
  test.each([
    ['', '', ['static', 'static']],
    ['podAutoscaling: target-utilisation', '', ['target-utilisation', 'target-utilisation']],
    ['podAutoscaling: { web: target-utilisation }', '', ['target-utilisation', 'static']],
    [
      'podAutoscaling: target-utilisation',
      'podAutoscaling: { web: load-plus-safety }',
      ['load-plus-safety', 'target-utilisation'],
    ],
    [
      'podAutoscaling: { web: target-utilisation }',
      'podAutoscaling: { api: load-plus-safety }',
      ['target-utilisation', 'load-plus-safety'],
    ],
    ['podAutoscaling: { web: target-utilisation }', 'podAutoscaling: static', ['static', 'static']],
    ['podAutoscaling: { target-utilisation: { max: 5 } }', '', ['target-utilisation', 'target-utilisation']],
  ])('{ %s } and { %s }', (policies, variant, expected) => {
    expect(autoscalers(policies, variant)).toEqual(expected)
  })

  test('the other policies', () => {
    const { variants } = load(`${SMALL}policies: { placement: first-fit, utilisation: max }
variants:
  - { name: a }
  - { name: b, placement: random, nodeAutoscaling: pending-pods, utilisation: product }
`)
    expect(
      variants.map(({ policies }) => [
        policies.placement.name,
        policies.nodeAutoscaling.name,
        policies.utilisationRule,
      ]),
    ).toEqual([
      ['first-fit', 'static', 'max'],
      ['random', 'pending-pods', 'product'],
    ])
  })
})

const SERVER = { scrapeUs: 15_000_000, windowUs: 30_000_000, delayUs: 1_000_000 }
const INSTANT = { scrapeUs: 0, windowUs: 0, delayUs: 0 }

test.each([
  { policies: '', variant: '', read: SERVER },
  { policies: 'metrics: instant', variant: '', read: INSTANT },
  { policies: 'metrics: { window: 1m }', variant: '', read: { ...SERVER, windowUs: 60_000_000 } },
  { policies: 'metrics: instant', variant: 'metrics: { delay: 2s }', read: { ...SERVER, delayUs: 2_000_000 } },
  { policies: '', variant: 'metrics: instant', read: INSTANT },
])('{ $policies } and { $variant } read as $read', ({ policies, variant, read }) => {
  const text = `${SMALL}policies: { ${policies} }\nvariants:\n  - { name: a, ${variant} }\n`
  const { variants, document } = load(text)
  expect(variants[0].policies.metrics).toEqual(read)
  expect(load(JSON.stringify(document)).variants[0].policies.metrics).toEqual(read)
})

describe('set', () => {
  const withSet = (set: string) => `${SMALL}variants:\n  - name: a\n    set: { ${set} }\n  - name: b\n`

  test.each([
    ['"cluster.nodePools[0].count": 5', 5, 2],
    ['cluster.nodePools.general.count: 5', 5, 2],
    ['"cluster.nodePools[general].count": 5', 5, 2],
    ['cluster.nodePools: [{ name: x, count: 7, capacity: { cpu: 1, memory: 1Gi } }]', 7, 2],
  ])('%s', (set, a, b) => {
    expect(load(withSet(set)).variants.map(({ cluster }) => cluster.pools[0].count)).toEqual([a, b])
  })

  test('defaults that depend on what is set follow it, also in the resolved document', () => {
    const scenario = load(
      withSet(`cluster.nodePools.general.capacity.cpu: 4, 'cluster.nodePools[0].capacity["a.b/c"]': 1`),
    )
    expect(scenario.variants[0].cluster.pools[0].shape.allocatable).toMatchObject({ cpu: 4000, 'a.b/c': 1 })
    const again = load(JSON.stringify(scenario.document))
    expect(again.variants).toEqual(scenario.variants)
  })

  test('a mapping that is not written yet is made', () => {
    const { variants } = load(withSet('cluster.registry.perNode: 8Mbit/s'))
    expect(variants.map(({ cluster }) => cluster.registry.perNodeBytesPerSecond)).toEqual([1e6, 62.5e6])
  })

  test('a mistake is told once, at the value that brings it in', () => {
    const text = `${SMALL}variants:\n  - name: a\n    set: { workloads.web.replicas: -1 }\n  - name: b\n`
    expect(problemsOf(text)).toEqual(['test.yaml:16:36 workloads[0].replicas: must be at least 0, not -1'])
  })
})

describe('--set and --seed', () => {
  test('change the document before it is checked', () => {
    const scenario = load(SMALL, {
      sets: ['workloads.web.replicas=7', 'name=other', 'start=2026-01-01T00:00:00Z'],
      seed: '9',
    })
    expect(scenario).toMatchObject({ name: 'other', seed: 9, start: { text: '2026-01-01T00:00:00Z' } })
    expect(scenario.variants[0].workloads[0]).toMatchObject({ replicas: 7 })
    expect(scenario.document).toMatchObject({ name: 'other', seed: 9 })
  })

  test.each([
    ['workloads.web.replicas=x', '--set:1:24 workloads[0].replicas: expected a number, not the text "x"'],
    ['workloads.wbe.replicas=1', '--set:1:1 workloads.wbe.replicas: there is no "wbe" in workloads'],
    ['workloads.web.replicas', '--set:1:1 : there is no "="'],
    ['=3', '--set:1:1 : "" is not a path'],
    ['name=[', '--set:1:7 : flow sequence must end with a ]'],
    ['nmae=x', '--set:1:1 nmae: unknown key "nmae" in a scenario'],
  ])('%s', (set, problem) => {
    expect(problemsOf(SMALL, { sets: [set] })).toEqual([problem])
  })

  test.each([
    ['x', '--seed:1:6 seed: expected a number, not the text "x"'],
    ['1.5', '--seed:1:6 seed: must be a whole number, not 1.5'],
    ['-1', '--seed:1:6 seed: must be at least 0, not -1'],
  ])('seed %s', (seed, problem) => {
    expect(problemsOf(SMALL, { seed })).toEqual([problem])
  })
})
