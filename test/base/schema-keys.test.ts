import { expect, test } from 'vitest'
import { z } from 'zod'
import { durationField } from '../../src/base/fields.ts'
import { keysAt } from '../../src/base/schema-keys.ts'

const pool = z.strictObject({ name: z.string(), limits: z.strictObject({ min: z.int(), max: z.int() }).optional() })
const schema = z.strictObject({
  cluster: z.strictObject({ pools: z.array(pool) }).prefault({ pools: [] }),
  byName: z.record(z.string(), pool).readonly(),
  pair: z.tuple([pool, z.number()]),
  timeout: durationField(),
  later: z.lazy(() => pool.nullable()),
})

test.each([
  [[], ['cluster', 'byName', 'pair', 'timeout', 'later']],
  [['cluster'], ['pools']],
  [
    ['cluster', 'pools', 3],
    ['name', 'limits'],
  ],
  [
    ['cluster', 'pools', 3, 'limits'],
    ['min', 'max'],
  ],
  [
    ['byName', 'any'],
    ['name', 'limits'],
  ],
  [
    ['pair', 0],
    ['name', 'limits'],
  ],
  [['pair', 1], null],
  [['pair', 2], null],
  [['timeout'], null],
  [['timeout', 'x'], null],
  [['later'], ['name', 'limits']],
  [['nowhere'], null],
] as const)('%j', (path, keys) => {
  expect(keysAt(schema, path)).toEqual(keys)
})
