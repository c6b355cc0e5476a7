import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { durationField, rateField } from '../../src/base/fields.ts'
import { jsonSchemaOf } from '../../src/base/json-schema.ts'
import { type PluginChoice, type PluginEntry, pluginField } from '../../src/base/plugin-field.ts'

const PLUGINS: readonly PluginEntry[] = [
  {
    name: 'least-allocated',
    doc: 'The emptiest node first.',
    options: z.strictObject({
      headroom: z.number().default(2).describe('Free pods.'),
      every: durationField().default(15_000_000),
      weights: z.strictObject({ cpu: z.number() }).optional(),
    }),
  },
  { name: 'constant', doc: 'Always the same.', options: rateField() },
  { name: 'sum', doc: 'All together.', options: z.array(z.lazy(() => curve)) },
  {
    name: 'scaled',
    doc: 'Another curve, scaled.',
    options: z.strictObject({ by: z.number(), curve: z.lazy(() => curve) }),
  },
]

const curve: z.ZodType<PluginChoice, unknown> = pluginField('load curve', () => PLUGINS)
const scenario = z.strictObject({ curves: z.array(curve) })

function refusals(input: unknown): string[] {
  const result = z.safeDecode(scenario, { curves: [input] })
  return (result.error?.issues ?? []).map((issue) => {
    const hint = (issue as { params?: { hint: string | null } }).params?.hint
    return `${issue.path.join('/')}: ${issue.message}${hint === undefined || hint === null ? '' : `; ${hint}`}`
  })
}

const DEFAULTS = { name: 'least-allocated', options: { headroom: 2, every: 15_000_000 } }

describe('a plugin by its name', () => {
  test.each([
    ['least-allocated', DEFAULTS, 'least-allocated'],
    [{ 'least-allocated': null }, DEFAULTS, 'least-allocated'],
    [{ 'least-allocated': {} }, DEFAULTS, 'least-allocated'],
    [{ 'least-allocated': { headroom: 2 } }, DEFAULTS, 'least-allocated'],
    [
      { 'least-allocated': { every: '1m' } },
      { name: 'least-allocated', options: { headroom: 2, every: 60_000_000 } },
      { 'least-allocated': { headroom: 2, every: '1m' } },
    ],
    [{ constant: '60/min' }, { name: 'constant', options: 1 }, { constant: '1/s' }],
    [{ sum: [] }, { name: 'sum', options: [] }, { sum: [] }],
    [
      { sum: [{ constant: '1/s' }, { scaled: { by: 2, curve: 'least-allocated' } }] },
      {
        name: 'sum',
        options: [
          { name: 'constant', options: 1 },
          { name: 'scaled', options: { by: 2, curve: DEFAULTS } },
        ],
      },
      { sum: [{ constant: '1/s' }, { scaled: { by: 2, curve: 'least-allocated' } }] },
    ],
  ])('%j', (text, choice, canonical) => {
    expect(z.decode(curve, text)).toEqual(choice)
    expect(z.encode(curve, choice)).toEqual(canonical)
    expect(z.decode(curve, canonical)).toEqual(choice)
  })

  const ALL = 'all: constant, least-allocated, scaled, sum'
  test.each([
    ['least-alocated', [`curves/0: no load curve named "least-alocated"; did you mean "least-allocated"? ${ALL}`]],
    [{ spike: {} }, [`curves/0/spike: no load curve named "spike"; ${ALL}`]],
    ['toString', [`curves/0: no load curve named "toString"; ${ALL}`]],
    ['constant', ['curves/0: load curve "constant" needs options; write { constant: … }']],
    [{ constant: null }, ['curves/0/constant: load curve "constant" needs options; write { constant: … }']],
    ['scaled', ['curves/0: load curve "scaled" needs options; write { scaled: { by: …, curve: … } }']],
    [{ constant: 100 }, ['curves/0/constant: 100 has no unit; write 100/s, 100/min or 100/h']],
    [{ constant: '1/s', sum: [] }, [`curves/0: one load curve is wanted, not constant and sum; ${ALL}`]],
    [{}, [`curves/0: load curve without a name; ${ALL}`]],
    [7, [`curves/0: expected a load curve, got 7; write its name; ${ALL}`]],
    [[], [`curves/0: expected a load curve, got a list; write its name; ${ALL}`]],
    [
      { 'least-allocated': { hedroom: 1, every: 15, weights: { gpu: 1 } } },
      [
        'curves/0/least-allocated/every: 15 has no unit; write 15s, 15m (minutes) or 15h',
        'curves/0/least-allocated/weights/cpu: Invalid input: expected number, received undefined',
        'curves/0/least-allocated/weights: unknown key "gpu"; did you mean "cpu"? all: cpu',
        'curves/0/least-allocated: unknown key "hedroom"; did you mean "headroom"? all: every, headroom, weights',
      ],
    ],
    [
      { sum: [{ scaled: { by: 1, curve: { constant: 1 }, vy: 2 } }, 'x'] },
      [
        'curves/0/sum/0/scaled/curve/constant: 1 has no unit; write 1/s, 1/min or 1/h',
        'curves/0/sum/0/scaled: unknown key "vy"; did you mean "by"? all: by, curve',
        `curves/0/sum/1: no load curve named "x"; ${ALL}`,
      ],
    ],
  ])('%j is refused', (input, expected) => {
    expect(refusals(input)).toEqual(expected)
  })

  test('a vowel changes the article', () => {
    const field = pluginField('autoscaler', () => [])
    expect(z.safeDecode(field, 1).error?.issues[0]?.message).toBe('expected an autoscaler, got 1')
  })

  test('encoding a plugin that does not exist is a bug', () => {
    expect(() => z.encode(curve, { name: 'spike', options: {} })).toThrow('bug: no load curve named "spike"')
  })

  test('curves made of curves survive encode and decode', () => {
    const { tree } = fc.letrec<{ tree: PluginChoice }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.nat(1000).map((options) => ({ name: 'constant', options })),
        fc.record({ headroom: fc.nat(5), every: fc.nat(1e9) }).map((options) => ({ name: 'least-allocated', options })),
        fc.array(tie('tree'), { maxLength: 3 }).map((options) => ({ name: 'sum', options })),
        fc.record({ by: fc.nat(9), curve: tie('tree') }).map((options) => ({ name: 'scaled', options })),
      ),
    }))
    fc.assert(
      fc.property(tree, (choice) => {
        expect(z.decode(curve, z.encode(curve, choice))).toEqual(choice)
      }),
    )
  })
})

describe('its JSON Schema', () => {
  const schema = jsonSchemaOf(scenario) as { properties: unknown; definitions: Record<string, { oneOf: unknown[] }> }

  test('is one definition that may contain itself', () => {
    expect(schema.properties).toEqual({ curves: { type: 'array', items: { $ref: '#/definitions/load-curve' } } })
    expect(Object.keys(schema.definitions)).toEqual(['load-curve'])
  })

  test('offers bare names where no option is needed, and every plugin with its options', () => {
    expect(schema.definitions['load-curve']?.oneOf).toEqual([
      { type: 'string', enum: ['least-allocated'], description: 'least-allocated: The emptiest node first.' },
      {
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
        properties: {
          'least-allocated': expect.objectContaining({
            type: 'object',
            description: 'The emptiest node first.',
            properties: expect.objectContaining({
              headroom: { type: 'number', default: 2, description: 'Free pods.' },
              every: expect.objectContaining({ type: 'string', default: '15s', examples: expect.any(Array) }),
            }),
          }),
          constant: expect.objectContaining({
            type: 'string',
            description: 'Always the same. A rate per second, minute, hour or day.',
            examples: ['1200/s', '500/min', '3/h'],
          }),
          sum: { type: 'array', items: { $ref: '#/definitions/load-curve' }, description: 'All together.' },
          scaled: expect.objectContaining({ required: ['by', 'curve'] }),
        },
      },
    ])
  })

  test.each([
    ['least-allocated', true],
    [{ constant: '1/s' }, true],
    [{ sum: [{ scaled: { by: 1, curve: 'least-allocated' } }] }, true],
    ['constant', false],
    ['least-alocated', false],
    [{ constant: '1/s', sum: [] }, false],
    [{ sum: [{ constant: 5 }] }, false],
    [{}, false],
  ])('says of %j what the field says', (input, accepted) => {
    const published = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
    expect(published.safeParse({ curves: [input] }).success).toBe(accepted)
    expect(z.safeDecode(scenario, { curves: [input] }).success).toBe(accepted)
  })
})
