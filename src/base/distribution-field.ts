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

const PARETO = z.strictObject({
  min: DURATION.describe('Shortest.'),
  max: DURATION.optional().describe('Longest; without it the tail goes on for ever.'),
  alpha: z.number().positive().max(100).describe('How fast the tail falls: the smaller, the heavier.'),
})

const ERLANG = z.strictObject({
  mean: DURATION.describe('Mean.'),
  stages: z.int().min(1).max(1000).describe('Exponential stages one after the other: the more, the steadier.'),
})

const VALUES = z.array(DURATION).min(1).max(100_000)

/** The shapes that are written with a name; a constant is just its duration. */
const SHAPES = [
  { name: 'exponential', doc: 'Exponential with this mean.', options: DURATION },
  { name: 'lognormal', doc: 'Lognormal: many short, a long tail.', options: MEAN_AND_CV },
  { name: 'uniform', doc: 'Uniform between two durations.', options: FROM_TO },
  { name: 'gamma', doc: 'Gamma: from nearly constant (small cv) to bursty (cv above 1).', options: MEAN_AND_CV },
  { name: 'erlang', doc: 'Erlang: a gamma of whole stages.', options: ERLANG },
  { name: 'pareto', doc: 'Pareto, cut off at `max`: a few are very long.', options: PARETO },
  { name: 'empirical', doc: 'One of these durations, each as likely as the others.', options: VALUES },
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
  const problem = problemOf(distribution)
  return problem === null ? distribution : [issue(input, problem.message, problem.hint, [result.data.name])]
}

function problemOf(distribution: Distribution): { readonly message: string; readonly hint: string } | null {
  if (distribution.kind === 'uniform') {
    const { min, max } = distribution
    if (min > max) return { message: 'the range ends before it begins', hint: 'write the shorter duration first' }
  }
  if (distribution.kind !== 'pareto') return null
  const { min, max, alpha } = distribution
  if (min <= 0) return { message: 'a Pareto distribution begins above 0s', hint: 'write for instance min: 1ms' }
  if (min >= max) return { message: '`max` is not above `min`', hint: 'write the longest duration, or leave it out' }
  if (alpha <= 1 && max === Number.POSITIVE_INFINITY) {
    return { message: `with alpha ${alpha} and no max it has no mean`, hint: 'give it a max, or an alpha above 1' }
  }
  return null
}

function toDistribution(name: string, options: unknown): Distribution {
  if (name === 'exponential') return { kind: 'exponential', mean: options as z.output<typeof DURATION> }
  if (name === 'uniform') {
    const [min, max] = options as z.output<typeof FROM_TO>
    return { kind: 'uniform', min, max }
  }
  if (name === 'empirical') return { kind: 'empirical', values: options as z.output<typeof VALUES> }
  if (name === 'pareto') {
    const { min, max = Number.POSITIVE_INFINITY, alpha } = options as z.output<typeof PARETO>
    return { kind: 'pareto', min, max, alpha }
  }
  if (name === 'erlang') {
    const { mean, stages } = options as z.output<typeof ERLANG>
    return { kind: 'gamma', mean, cv: 1 / Math.sqrt(stages) }
  }
  assert(name === 'lognormal' || name === 'gamma', `no distribution named "${name}"`)
  return { kind: name, ...(options as z.output<typeof MEAN_AND_CV>) }
}

function optionsOf(distribution: Exclude<Distribution, { kind: 'constant' }>): unknown {
  if (distribution.kind === 'exponential') return distribution.mean
  if (distribution.kind === 'uniform') return [distribution.min, distribution.max]
  if (distribution.kind === 'empirical') return distribution.values
  if (distribution.kind === 'pareto') {
    const { min, max, alpha } = distribution
    return max === Number.POSITIVE_INFINITY ? { min, alpha } : { min, max, alpha }
  }
  return { mean: distribution.mean, cv: distribution.cv }
}
