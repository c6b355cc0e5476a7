import { expect, test } from 'vitest'
import { z } from 'zod'
import { durationDistributionField, durationField } from '../../src/base/fields.ts'
import { jsonSchemaOf } from '../../src/base/json-schema.ts'

test('keeps a described copy of a named form, its default in text form, and the definitions of others', () => {
  const schema = z.strictObject({
    wait: durationField().describe('How long.').default(1_500_000),
    ready: durationDistributionField().describe('Until ready.').default({ kind: 'constant', value: 0 }),
    start: durationDistributionField(),
    tag: z.string().meta({ id: 'tag' }),
  })
  expect(jsonSchemaOf(schema)).toEqual({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    required: ['start', 'tag'],
    properties: {
      wait: expect.objectContaining({ type: 'string', description: 'How long.', default: '1.5s' }),
      ready: { allOf: [{ $ref: '#/definitions/duration-distribution' }], description: 'Until ready.', default: '0s' },
      start: { $ref: '#/definitions/duration-distribution' },
      tag: { $ref: '#/definitions/tag' },
    },
    definitions: {
      distribution: expect.objectContaining({ maxProperties: 1 }),
      'duration-distribution': expect.objectContaining({ oneOf: expect.any(Array) }),
      tag: expect.objectContaining({ type: 'string' }),
    },
  })
})
