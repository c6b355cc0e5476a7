import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Distribution } from '../../src/base/distribution.ts'
import * as fields from '../../src/base/fields.ts'
import { jsonSchemaOf } from '../../src/base/json-schema.ts'

interface Refusal {
  readonly path: string
  readonly message: string
  readonly hint: string | null
}

function refusals(field: z.ZodType, input: unknown): Refusal[] {
  const result = z.safeDecode(field, input)
  return (result.error?.issues ?? []).map((issue) => ({
    path: issue.path.join('/'),
    message: issue.message,
    hint: (issue as { params?: { hint: string | null } }).params?.hint ?? null,
  }))
}

/** Text, engine value, canonical text. */
const ACCEPTED: readonly (readonly [string, z.ZodType, unknown, unknown, unknown])[] = [
  ['durationField', fields.durationField(), '90s', 90_000_000, '1m30s'],
  ['rateField', fields.rateField(), '60/min', 1, '1/s'],
  ['bandwidthField', fields.bandwidthField(), '2Gbit/s', 250e6, '2Gbit/s'],
  ['shareField', fields.shareField(), '5%', 0.05, '5%'],
  ['shareField', fields.shareField({ min: -1, max: Infinity }), '-5%', -0.05, '-5%'],
  ['shareField', fields.shareField({ max: Infinity }), '250%', 2.5, '250%'],
  ['timeOfDayField', fields.timeOfDayField(), '21:00', 75_600_000_000, '21:00'],
  ['bytesField', fields.bytesField(), '1024Mi', 1_073_741_824, '1Gi'],
  ['nameField', fields.nameField(), 'double-11', 'double-11', 'double-11'],
  [
    'instantField',
    fields.instantField(),
    '1970-01-01T08:00:00+08:00',
    { text: '1970-01-01T08:00:00+08:00', epochMs: 0, offsetMinutes: 480 },
    '1970-01-01T08:00:00+08:00',
  ],
  [
    'amountsField',
    fields.amountsField(),
    {
      cpu: '1500m',
      memory: '1536Mi',
      'ephemeral-storage': '0',
      pods: '110',
      'nvidia.com/gpu': 8,
      'hugepages-2Mi': '4Mi',
    },
    // 1536 · 2²⁰ and 4 · 2²⁰ bytes
    {
      cpu: 1_500,
      memory: 1_610_612_736,
      'ephemeral-storage': 0,
      pods: 110,
      'nvidia.com/gpu': 8,
      'hugepages-2Mi': 4_194_304,
    },
    { cpu: '1500m', memory: '1536Mi', 'ephemeral-storage': 0, pods: 110, 'nvidia.com/gpu': 8, 'hugepages-2Mi': '4Mi' },
  ],
  ['amountsField', fields.amountsField(), { cpu: 0.5 }, { cpu: 500 }, { cpu: '500m' }],
  ['amountsField', fields.amountsField(), { cpu: '100.5m' }, { cpu: 101 }, { cpu: '101m' }],
  ['durationDistributionField', fields.durationDistributionField(), '2s', { kind: 'constant', value: 2_000_000 }, '2s'],
  [
    'durationDistributionField',
    fields.durationDistributionField(),
    { lognormal: { mean: '45ms', cv: 0.9 } },
    { kind: 'lognormal', mean: 45_000, cv: 0.9 },
    { lognormal: { mean: '45ms', cv: 0.9 } },
  ],
  [
    'durationDistributionField',
    fields.durationDistributionField(),
    { uniform: ['1s', '3s'] },
    { kind: 'uniform', min: 1_000_000, max: 3_000_000 },
    { uniform: ['1s', '3s'] },
  ],
]

describe('what a scenario says', () => {
  test.each(ACCEPTED)('%s', (_, field, text, value, canonical) => {
    expect(z.decode(field, text)).toEqual(value)
    expect(z.encode(field, value)).toEqual(canonical)
    expect(z.decode(field, canonical)).toEqual(value)
  })

  test.each(ACCEPTED)('%s, as its JSON Schema sees it', (_, field, text, __, canonical) => {
    const schema = z.fromJSONSchema(jsonSchemaOf(field) as Parameters<typeof z.fromJSONSchema>[0])
    expect(schema.safeParse(text).error).toBeUndefined()
    expect(schema.safeParse(canonical).error).toBeUndefined()
    expect(schema.safeParse(true).success).toBe(false)
  })

  test.each([
    ['durationField', fields.durationField(), 90, '90 has no unit', 'write 90s, 90m (minutes) or 90h'],
    [
      'durationField',
      fields.durationField(),
      null,
      'expected a duration, got nothing',
      'write it like 90s, 5m, 1h30m, 250ms',
    ],
    [
      'durationField',
      fields.durationField(),
      ['1s'],
      'expected a duration, got a list',
      'write it like 90s, 5m, 1h30m, 250ms',
    ],
    ['rateField', fields.rateField(), 1200, '1200 has no unit', 'write 1200/s, 1200/min or 1200/h'],
    ['rateField', fields.rateField(), '-1/s', '-1/s is negative', 'write 0 or more'],
    ['rateField', fields.rateField(), '1e16/s', '1e16/s is too large', 'rates end at 1000000000000000/s'],
    ['bandwidthField', fields.bandwidthField(), 100, '100 has no unit', 'write 100Mbit/s or 100MB/s'],
    ['shareField', fields.shareField(), 0.05, '0.05 has no unit', 'write 5%'],
    ['shareField', fields.shareField(), '120%', '120% is above 100%', 'write 100% or less'],
    ['shareField', fields.shareField({ min: 0.01 }), '0.1%', '0.1% is below 1%', 'write 1% or more'],
    ['bytesField', fields.bytesField(), 512, '512 has no unit', 'write 512Mi (mebibytes) or 512M (megabytes)'],
    [
      'nameField',
      fields.nameField(),
      'Double 11',
      '"Double 11" is not a name',
      'write "double-11" (lower-case letters, digits, - and .)',
    ],
    ['nameField', fields.nameField(), '..', '".." is not a name', 'use lower-case letters, digits, - and .'],
    [
      'nameField',
      fields.nameField(),
      'a'.repeat(64),
      `"${'a'.repeat(64)}" has 64 characters`,
      'names end at 63 characters',
    ],
    [
      'amountsField',
      fields.amountsField(),
      5,
      'expected amounts of resources, got 5',
      'write it like { cpu: 500m, memory: 1Gi }',
    ],
  ])('%s refuses a wrong value', (_, field, input, message, hint) => {
    expect(refusals(field, input)).toEqual([{ path: '', message, hint }])
  })

  test('amountsField reports every resource that is wrong', () => {
    const input = { memory: 512, cpu: '2Gi', memroy: 1, gpu: 2, 'a/b': 0.5, pods: null, 'ephemeral-storage': '512m' }
    expect(refusals(fields.amountsField(), input)).toEqual([
      { path: 'memory', message: '512 has no unit', hint: 'write 512Mi (mebibytes) or 512M (megabytes)' },
      { path: 'cpu', message: '2Gi is not an amount of cpu', hint: 'write cores (4) or thousandths (500m)' },
      {
        path: 'memroy',
        message: 'no resource named "memroy"',
        hint: 'did you mean "memory"? all: cpu, ephemeral-storage, memory, pods, and names with a domain such as nvidia.com/gpu',
      },
      {
        path: 'gpu',
        message: 'no resource named "gpu"',
        hint: 'GPUs are an extended resource: write nvidia.com/gpu, or your device plugin’s name',
      },
      { path: 'a/b', message: '0.5 is not a whole number', hint: 'this resource is counted in whole units' },
      { path: 'pods', message: 'expected a quantity, got nothing', hint: 'write it like 500m, 2 or 4Gi' },
      {
        path: 'ephemeral-storage',
        message: '512m is a fraction of a byte',
        hint: 'write 512Mi (mebibytes) or 512M (megabytes)',
      },
    ])
  })

  test.each([
    [{ exponential: 40 }, 'exponential', '40 has no unit', 'write 40s, 40m (minutes) or 40h'],
    [{ uniform: ['3s', '1s'] }, 'uniform', 'the range ends before it begins', 'write the shorter duration first'],
    [
      { gama: '1s' },
      'gama',
      'no distribution named "gama"',
      'did you mean "gamma"? all: empirical, erlang, exponential, gamma, lognormal, pareto, uniform',
    ],
    [{ gamma: { mean: '1s', cv: 1, x: 1 } }, 'gamma', 'unknown key "x"', 'all: cv, mean'],
    [
      true,
      '',
      'expected a duration or a distribution, got true',
      'write it like 2s or { lognormal: { mean: 45ms, cv: 0.9 } }',
    ],
    [2, '', '2 has no unit', 'write 2s, 2m (minutes) or 2h'],
  ])('durationDistributionField refuses %j', (input, path, message, hint) => {
    expect(refusals(fields.durationDistributionField(), input)).toEqual([{ path, message, hint }])
  })

  test('a missing value is named by what it is', () => {
    const schema = z.strictObject({ timeout: fields.durationField(), requests: fields.amountsField() })
    expect(refusals(schema, {}).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'timeout: a duration is missing',
      'requests: amounts of resources is missing',
    ])
  })
})

describe('encode after decode changes nothing that the engine sees', () => {
  const us = fc.integer({ min: 0, max: 1e15 })
  const cv = fc.double({ min: 0, max: 10, noNaN: true })
  const positive = fc.double({ min: 0, max: 1e12, noNaN: true }).map((value) => value + 0)
  const resources = fc.constantFrom('cpu', 'memory', 'ephemeral-storage', 'pods', 'nvidia.com/gpu', 'hugepages-1Gi')

  const distributions: fc.Arbitrary<Distribution> = fc.oneof(
    us.map((value) => ({ kind: 'constant' as const, value })),
    us.map((mean) => ({ kind: 'exponential' as const, mean })),
    fc.record({ kind: fc.constantFrom('lognormal' as const, 'gamma' as const), mean: us, cv }),
    fc.tuple(us, us).map(([a, b]) => ({ kind: 'uniform' as const, min: Math.min(a, b), max: Math.max(a, b) })),
  )

  const values: readonly (readonly [string, z.ZodType, fc.Arbitrary<unknown>])[] = [
    ['durationField', fields.durationField(), us],
    ['rateField', fields.rateField(), positive],
    ['bandwidthField', fields.bandwidthField(), positive],
    ['shareField', fields.shareField(), fc.double({ min: 0, max: 1, noNaN: true })],
    ['timeOfDayField', fields.timeOfDayField(), fc.nat(86_399).map((seconds) => seconds * 1e6)],
    ['bytesField', fields.bytesField(), fc.maxSafeNat()],
    ['amountsField', fields.amountsField(), fc.dictionary(resources, fc.maxSafeNat())],
    ['durationDistributionField', fields.durationDistributionField(), distributions],
  ]

  test.each(values)('%s', (_, field, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const text = z.encode(field, value)
        expect(z.decode(field, JSON.parse(JSON.stringify(text)))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
