import { z } from 'zod'
import {
  amountsField,
  bytesField,
  durationDistributionField,
  durationField,
  nameField,
  rateField,
  shareField,
} from '../base/fields.ts'
import { passedOn } from '../base/issue.ts'
import { withJsonForm } from '../base/json-schema.ts'
import { curveField } from '../load/curve-field.ts'
import { MAX_POD_PARTS } from './limits.ts'

/** People leave after a few seconds; callers inside a cluster give up about here. */
const DEFAULT_TIMEOUT = '2s'

const LOAD_BALANCING = ['least-connections', 'round-robin', 'random', 'power-of-two'] as const

const percentiles = z
  .record(z.string().regex(/^p\d{1,2}(\.\d+)?$/), durationField())
  .refine((targets) => Object.keys(targets).length > 0, {
    error: 'no percentile is named',
    params: { hint: 'write for instance { p99: 400ms }' },
  })

const latencyText = durationField()

type LatencyTarget = number | Readonly<Record<string, number>>

/** One duration, or durations by percentile. */
const latencyTarget: z.ZodType<LatencyTarget, unknown> = withJsonForm(
  z.codec(z.unknown(), z.custom<LatencyTarget>(), {
    decode(input, context): LatencyTarget {
      const form = typeof input === 'object' && input !== null ? percentiles : latencyText
      const result = z.safeDecode(form, input as never, { reportInput: true })
      if (result.success) return result.data
      context.issues.push(...result.error.issues.map((found) => passedOn(found)))
      return z.NEVER
    },
    encode: (target) => (typeof target === 'number' ? z.encode(latencyText, target) : z.encode(percentiles, target)),
  }),
  { name: 'latency-target', build: (of) => ({ anyOf: [of(latencyText), of(percentiles)] }) },
)

export const sloSchema = z.strictObject({
  latency: latencyTarget
    .optional()
    .describe(
      'requests that take longer are late: 400ms; or what a share of the answered requests must stay within: { p50: 80ms, p99: 400ms }',
    ),
  availability: shareField().optional().describe('share of requests that must be answered'),
})

const retriesSchema = z.strictObject({
  attempts: z.int().min(1).max(10).default(1).describe('how often a request is tried in all before it counts as lost'),
  budget: shareField()
    .optional()
    .describe(
      'retries at most, as a share of requests; only one by one, with `fidelity: requests` (default: no bound)',
    ),
  backoff: z
    .strictObject({
      base: durationField().prefault('25ms').describe('bound of the time before the first retry'),
      max: durationField().optional().describe('the bound never grows beyond this (default: ten times the base)'),
    })
    .optional()
    .describe(
      'a request stays away before its n-th retry, for a random time up to base × (2ⁿ − 1), as with Envoy; only one by one, with `fidelity: requests` (default: tried again at once)',
    ),
})

const tokenTimeSchema = z.strictObject({
  base: durationField().prefault('0s').describe('time of every request'),
  context: durationField().prefault('0s').describe('time of each token that is read'),
  generated: durationField().prefault('0s').describe('time of each token that is written'),
})

const callSchema = z.strictObject({
  service: nameField().describe('name of the service that is called'),
  perRequest: z.number().min(0).max(10_000).default(1).describe('calls for one request, on average'),
  mode: z
    .enum(['sequential', 'parallel'])
    .default('sequential')
    .describe('sequential calls add up; of the parallel ones the slowest counts'),
})

/** A proxy beside each pod, through which its requests and calls go. */
export const sidecarSchema = z.strictObject({
  latency: durationField().prefault('0s').describe('time of one hop through it'),
  cpuPerRequest: durationField().prefault('0s').describe('its cpu time for one hop'),
  requests: amountsField().prefault({}).describe('what it adds to the requests of each pod'),
})

export const ingressSchema = z.strictObject({
  name: nameField().describe('name of the ingress'),
  load: curveField().describe('requests per second over time: a curve, or the name of one under `curves`'),
  to: z
    .record(nameField(), z.number().min(0).max(1_000_000))
    .refine((weights) => Object.values(weights).some((weight) => weight > 0), {
      error: 'no service has a weight above 0',
      params: { hint: 'write for instance { checkout: 95, checkout-canary: 5 }' },
    })
    .describe('services that share the load, each with its weight: { checkout: 95, checkout-canary: 5 }'),
})

export type IngressDocument = z.output<typeof ingressSchema>

export const serviceSchema = z.strictObject({
  load: curveField()
    .optional()
    .describe(
      'requests per second over time: a curve, or the name of one under `curves` (default: only what an ingress or other services send); one by one, a `request-trace` comes as it was logged',
    ),
  calls: z
    .array(callSchema)
    .max(MAX_POD_PARTS)
    .prefault([])
    .describe('what it asks of other services for each request that it answers'),
  sidecar: sidecarSchema.optional().describe('proxy beside each pod (default: the one under `sidecar`, if any)'),
  capacityPerReplica: rateField()
    .optional()
    .describe(
      'requests that one ready replica serves per second, where no `serviceTime` is told: nobody then waits below saturation',
    ),
  serviceTime: durationDistributionField()
    .optional()
    .describe(
      'how long a replica works on one request at full speed; a replica serves concurrency / its mean per second',
    ),
  tokenTime: tokenTimeSchema
    .optional()
    .describe('service times from the tokens of the requests, where `load` is a `request-trace` of a language model'),
  concurrency: z.int().min(1).max(100_000).default(1).describe('requests that a replica works on at once'),
  loadBalancing: z
    .enum(LOAD_BALANCING)
    .default('least-connections')
    .describe('which replica a request goes to; with a serviceTime it decides how long requests wait'),
  fidelity: z
    .enum(['fluid', 'requests'])
    .default('fluid')
    .describe(
      'reckon with requests as a fluid and by the laws of queues, or one by one: exact, and slower with every request',
    ),
  retries: retriesSchema.prefault({}).describe('requests that would wait too long are tried again'),
  cpuPerRequest: durationField()
    .optional()
    .describe('cpu time of one request: sets the use of cpu, and a limit on cpu then holds requests up'),
  memoryPerRequest: bytesField().optional().describe('memory that a request holds while it is worked on'),
  timeout: durationField().prefault(DEFAULT_TIMEOUT).describe('a request that would wait longer is lost'),
  withoutReplicas: z
    .enum(['refuse', 'hold'])
    .default('refuse')
    .describe(
      'requests while no replica is ready: refused at once, or held until one is, for `timeout` at most, as a message queue or an activator does',
    ),
  slo: sloSchema.prefault({}).describe('what the service promises'),
})

export type ServiceDocument = z.output<typeof serviceSchema>
