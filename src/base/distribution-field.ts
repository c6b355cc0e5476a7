import { z } from 'zod'
import { assert } from './assert.ts'
import type { Distribution } from './distribution.ts'
import { issue, passedOn, wrongType } from './issue.ts'
import { withJsonForm } from './json-schema.ts'
import { pluginField } from './plugin-field.ts'
import { durationField } from './text-fields.ts'

const DURATION = durationField()

const MEAN_AND_CV = z.strictObject({
  mean: DURATION.describe('Mean.'),
  cv: z.number().min(0).describe('Standard deviation divided by the mean.'),
})

const FROM_TO = z.tuple([DURATION, DURATION])

/** The shapes that are written with a name; a constant is just its duration. */
const SHAPES = [
  { name: 'exponential', doc: 'Exponential with this mean.', options: DURATION },
  { name: 'lognormal', doc: 'Lognormal: many short, a long tail.', options: MEAN_AND_CV },
  { name: 'uniform', doc: 'Uniform between two durations.', options: FROM_TO },
  { name: 'gamma', doc: 'Gamma: from nearly constant (small cv) to bursty (cv above 1).', options: MEAN_AND_CV },
]

const SHAPE = pluginField('distribution', () => SHAPES)

/** A duration that may vary: `2s`, or `{ lognormal: { mean: 45ms, cv: 0.9 } }`; microseconds. */
export function durationDistributionField(): z.ZodType<Distribution, unknown> {
  const field: z.ZodType<Distribution, unknown> = z.codec(z.unknown(), z.custom<Distribution>(), {
    decode(input, context): Distribution {
      const result = decoded(input)
      if (!Array.isArray(result)) return result
      context.issues.push(...result)
      return z.NEVER
    },
    encode(distribution) {
      if (distribution.kind === 'constant') return z.encode(DURATION, distribution.value)
      return z.encode(SHAPE, { name: distribution.kind, options: optionsOf(distribution) })
    },
  })
  return withJsonForm(field, {
    name: 'duration-distribution',
    build: (of) => ({ oneOf: [of(DURATION), of(SHAPE)], description: 'A duration, or how it varies.' }),
  })
}

function decoded(input: unknown): Distribution | z.core.$ZodRawIssue[] {
  if (typeof input === 'string' || typeof input === 'number') {
    const result = z.safeDecode(DURATION, input, { reportInput: true })
    return result.success
      ? { kind: 'constant', value: result.data }
      : result.error.issues.map((found) => passedOn(found))
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [
      wrongType(input, 'a duration or a distribution', 'write it like 2s or { lognormal: { mean: 45ms, cv: 0.9 } }'),
    ]
  }
  const result = z.safeDecode(SHAPE, input, { reportInput: true })
  if (!result.success) return result.error.issues.map((found) => passedOn(found))
  const distribution = toDistribution(result.data.name, result.data.options)
  if (distribution.kind !== 'uniform' || distribution.min <= distribution.max) return distribution
  return [issue(input, 'the range ends before it begins', 'write the shorter duration first', ['uniform'])]
}

function toDistribution(name: string, options: unknown): Distribution {
  if (name === 'exponential') return { kind: 'exponential', mean: options as z.output<typeof DURATION> }
  if (name === 'uniform') {
    const [min, max] = options as z.output<typeof FROM_TO>
    return { kind: 'uniform', min, max }
  }
  assert(name === 'lognormal' || name === 'gamma', `no distribution named "${name}"`)
  return { kind: name, ...(options as z.output<typeof MEAN_AND_CV>) }
}

function optionsOf(distribution: Exclude<Distribution, { kind: 'constant' }>): unknown {
  if (distribution.kind === 'exponential') return distribution.mean
  if (distribution.kind === 'uniform') return [distribution.min, distribution.max]
  return { mean: distribution.mean, cv: distribution.cv }
}
