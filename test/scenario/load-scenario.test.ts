import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { starterScenario } from '../../src/cli/starter-scenario.ts'
import type { Scenario } from '../../src/model/scenario.ts'
import { loadScenario } from '../../src/scenario/load-scenario.ts'
import { image } from '../builders/model.ts'
import { filesOf, load, problemsOf, projectText, SHIPPED, SMALL, shippedFiles } from './loading.ts'

const GIBIBYTE = 1024 * 1024 * 1024

describe('a small scenario becomes a model with every default', () => {
  const scenario = load(SMALL)
  const [variant] = scenario.variants

  test('frame', () => {
    expect(scenario).toMatchObject({
      name: 'small',
      seed: 1,
      start: null,
      durationUs: 3600e6,
      resolutionUs: 15e6,
      currency: 'USD',
    })
    expect(scenario.variants.map(({ name }) => name)).toEqual(['default'])
  })

  test('pool: no reservation, 110 pods, ten times the size at most', () => {
    const { offerings, ...pool } = variant.cluster.pools[0]
    expect(offerings).toEqual([{ instanceType: null, purchase: 'on-demand', shape: pool.shape, pricePerHour: 0 }])
    expect(pool).toEqual({
      name: 'general',
      shape: {
        capacity: { cpu: 8000, memory: 32 * GIBIBYTE },
        allocatable: { cpu: 8000, memory: 32 * GIBIBYTE },
        maxPods: 110,
        labels: {},
        taints: [],
      },
      count: 2,
      listed: [],
      limits: { min: 0, max: 20 },
      provisioning: { failureShare: 0, quota: null },
      zones: [],
      unschedulable: false,
      pricePerHour: 0,
      bootTimeUs: { kind: 'constant', value: 60e6 },
    })
    // 500 Mbit/s = 62.5 MB/s
    expect(variant.cluster.registry).toEqual({ bytesPerSecond: null, perNodeBytesPerSecond: 62_500_000 })
  })

  test('service: memory is held without work, the image is named after the workload', () => {
    expect(variant.workloads[0]).toMatchObject({
      kind: 'service',
      name: 'web',
      replicas: 2,
      load: { name: 'constant', options: 100 },
      capacityPerReplicaPerSecond: 100,
      timeoutUs: 2e6,
      slo: { latencyUs: null, availability: null },
      autoscaler: { name: 'static' },
      pod: {
        requests: { cpu: 500, memory: GIBIBYTE },
        limits: {},
        images: [image('web:latest', 500 * 1024 * 1024)],
        usage: { idle: { cpu: 0, memory: GIBIBYTE }, busy: { cpu: 500, memory: GIBIBYTE } },
      },
    })
  })

  test('policies', () => {
    expect(variant.policies).toMatchObject({
      placement: { name: 'kube-default' },
      nodeAutoscaling: { name: 'static' },
      utilisationRule: 'mean',
    })
  })
})

describe('one field of the text and what it becomes', () => {
  const pool = (line: string) => load(SMALL.replace('      count: 2\n', `      ${line}\n`)).variants[0].cluster.pools[0]
  const workload = (lines: string) => load(SMALL.replace('    replicas: 2\n', lines)).variants[0].workloads[0]

  test.each([
    ['count: 0', { count: 0, limits: { min: 0, max: 10 } }],
    ['pricePerHour: 2', { count: 1, limits: { min: 0, max: 10 } }],
    ['count: 30', { count: 30, limits: { min: 0, max: 300 } }],
    ['reserved: { cpu: 500m, pods: 10 }', { shape: { allocatable: { cpu: 7500 }, maxPods: 100 } }],
    ['allocatable: { cpu: 7 }', { shape: { allocatable: { cpu: 7000, memory: 32 * GIBIBYTE } } }],
    ['bootTime: { exponential: 40s }', { bootTimeUs: { kind: 'exponential', mean: 40e6 } }],
    [
      'taints: [{ key: gpu, effect: NoSchedule }]',
      { shape: { taints: [{ key: 'gpu', value: '', effect: 'NoSchedule' }] } },
    ],
  ])('pool %s', (line, expected) => {
    expect(pool(line)).toMatchObject(expected)
  })

  test.each([
    ['', { replicas: 1 }],
    ['    limits: { cpu: 1, nvidia.com/gpu: 0 }\n', { pod: { requests: { cpu: 500, 'nvidia.com/gpu': 0 } } }],
    ['    usage: { idle: { memory: 128Mi } }\n', { pod: { usage: { idle: { cpu: 0, memory: GIBIBYTE / 8 } } } }],
    ['    tolerations: [{ operator: Exists }]\n', { pod: { tolerations: [{ operator: 'Exists' }] } }],
  ])('workload %s', (lines, expected) => {
    const text = SMALL.replace('memory: 32Gi }', 'memory: 32Gi, nvidia.com/gpu: 1 }').replace(
      '    replicas: 2\n',
      lines,
    )
    expect(load(text).variants[0].workloads[0]).toMatchObject(expected)
    expect(workload('')).toBeDefined()
  })

  test.each([
    ['{ every: 20m }', { kind: 'at', timesUs: [0, 1200e6, 2400e6] }],
    ['{ at: [30m, 0s, 2h] }', { kind: 'at', timesUs: [0, 1800e6] }],
    ['6/h', { kind: 'curve', curve: { name: 'constant', options: 6 / 3600 } }],
  ])('job arrivals %s', (arrivals, expected) => {
    const text = SMALL.replace(/service: .*/, `job: { arrivals: ${arrivals}, duration: 5m }`).replace(
      '    replicas: 2\n',
      '',
    )
    expect(load(text).variants[0].workloads[0]).toMatchObject({ kind: 'job', arrivals: expected, parallelism: 1 })
  })

  test('submissions after the end are noted', () => {
    const text = SMALL.replace(/service: .*/, 'job: { arrivals: { at: [2h] }, duration: 5m }').replace(
      '    replicas: 2\n',
      '',
    )
    expect(load(text).notes).toEqual([
      {
        about: 'workloads[0].job.arrivals.at',
        text: '1 of the listed submissions come after the end (1h) and never happen',
      },
    ])
  })

  test.each([
    ['cpu: 500m', 'cpu: 9', /requests more than any node/],
    ['    replicas: 2\n', '    nodeSelector: { disk: ssd }\n', /no node has the labels/],
    ['    replicas: 2\n', '    gpu: { milli: 500 }\n', /no node that web may go to has the GPUs that it asks for/],
    [
      '    replicas: 2\n',
      '    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule, labelSelector: {} }]\n',
      /has the label rack/,
    ],
  ])('pods that fit nowhere are noted: %s', (from, to, says) => {
    expect(load(SMALL.replace(from, to)).notes.map(({ text }) => text)).toEqual([expect.stringMatching(says)])
  })
})

describe('forms of the same text give the same scenario', () => {
  const expected = load(SMALL)

  test.each([
    ['with CRLF', SMALL.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${SMALL}`],
    ['with a document start', `---\n${SMALL}`],
    [
      'as JSON',
      JSON.stringify({
        apiVersion: 'simcap/v1',
        name: 'small',
        duration: '1h',
        cluster: { nodePools: [{ name: 'general', count: 2, capacity: { cpu: 8, memory: '32Gi' } }] },
        workloads: [
          {
            name: 'web',
            replicas: 2,
            requests: { cpu: '500m', memory: '1Gi' },
            service: { load: '100/s', capacityPerReplica: '100/s' },
          },
        ],
      }),
    ],
    [
      'with an alias',
      SMALL.replace('load: 100/s', 'load: &rate 100/s').replace(
        'capacityPerReplica: 100/s',
        'capacityPerReplica: *rate',
      ),
    ],
    [
      'with a merge key',
      SMALL.replace('    - name: general\n      count: 2', '    - <<: &two { count: 2, name: x }\n      name: general'),
    ],
    ['with a constant spelled out', SMALL.replace('load: 100/s', 'load: { constant: 100/s }')],
    ['with a named curve', `${SMALL.replace('load: 100/s', 'load: base')}curves: { base: 100/s }\n`],
  ])('%s', (_, text) => {
    const { document: _left, ...model } = load(text)
    const { document: _right, ...expectedModel } = expected
    expect(model).toEqual(expectedModel)
  })
})

/** Compiled formulas are functions, which equal only themselves; their texts stay. */
const withoutFunctions = (scenario: Scenario): unknown => JSON.parse(JSON.stringify(scenario))

describe('the resolved document loads to the same scenario', () => {
  const texts: readonly (readonly [name: string, text: string])[] = [
    ['small', SMALL],
    ['starter', starterScenario('starter', '../schema/scenario.schema.json')],
    ...SHIPPED.map((name) => [name, projectText(`scenarios/${name}.yaml`)] as const),
  ]

  test.each(texts)('%s', (_, text) => {
    const scenario = load(text, { files: shippedFiles })
    const again = load(JSON.stringify(scenario.document), { files: shippedFiles })
    expect(withoutFunctions(again)).toEqual(withoutFunctions(scenario))
  })
})

describe('description', () => {
  test.each([
    ['# yaml-language-server: $schema=x\n# One\n#  two.\n\n# not this\n', 'One two.'],
    ['# One.\n#\n# not this\n', 'One.'],
    ['', ''],
    ['\n# not this\n', ''],
    ['description: written\n# not this\n', 'written'],
  ])('%j', (head, description) => {
    expect(load(head + SMALL).description).toBe(description)
  })
})

test('a curve that no workload comes to is told, used ones are not', () => {
  const curves = 'curves: { all: { sum: [day, 5/s] }, day: 3/s, lost: { scale: { curve: day, by: 2 } } }\n'
  const text = curves + SMALL.replace('load: 100/s', 'load: all')
  expect(load(text).notes).toEqual([{ about: 'curves.lost', text: 'no workload uses this curve' }])
})

describe('files', () => {
  const text = SMALL.replace('load: 100/s', 'load: { csv: { file: load.csv, per: 1s } }')
  const files = filesOf({ 'load.csv': 'timestamp,value\n2025-01-01 00:00:00,5\n2025-01-01 00:30:00,7\n' })

  test('what was read is recorded', () => {
    expect(load(text, { files }).inputs).toEqual([
      { path: 'load.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 60 },
    ])
  })

  test('a missing file is a problem where it is named', () => {
    expect(problemsOf(text)).toEqual(['test.yaml:13:29 workloads[0].service.load.csv: there is no file load.csv'])
  })
})

property.prop([fc.nat(), fc.nat(4), fc.string({ maxLength: 6 })])(
  'no edit of a text makes it throw',
  (at, length, insert) => {
    const start = at % SMALL.length
    const text = SMALL.slice(0, start) + insert + SMALL.slice(start + length)
    const loaded = loadScenario(text, 'test.yaml', { files: filesOf({}) })
    if ('scenario' in loaded) return
    expect(loaded.problems.length).toBeGreaterThan(0)
    for (const { position } of loaded.problems) {
      if (position !== null) expect(position.offset).toBeLessThanOrEqual(text.length)
    }
  },
)
