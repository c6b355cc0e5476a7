import { z } from 'zod'
import { bytesField, durationDistributionField, durationField, rateField, shareField } from '../base/fields.ts'
import { curveField } from '../load/curve-field.ts'

/** People leave after a few seconds; callers inside a cluster give up about here. */
const DEFAULT_TIMEOUT = '2s'

const LOAD_BALANCING = ['least-connections', 'round-robin', 'random', 'power-of-two'] as const

const percentiles = z
  .record(z.string().regex(/^p\d{1,2}(\.\d+)?$/), durationField())
  .refine((targets) => Object.keys(targets).length > 0, {
    error: 'no percentile is named',
    params: { hint: 'write for instance { p99: 400ms }' },
  })

const sloSchema = z.strictObject({
  latency: z
    .union([durationField(), percentiles])
    .optional()
    .describe(
      'requests that take longer are late: 400ms; or what a share of the answered requests must stay within: { p50: 80ms, p99: 400ms }',
    ),
  availability: shareField().optional().describe('share of requests that must be answered'),
})

const retriesSchema = z.strictObject({
  attempts: z.int().min(1).max(10).default(1).describe('how often a request is tried in all before it counts as lost'),
})

export const serviceSchema = z.strictObject({
  load: curveField().describe('requests per second over time: a curve, or the name of one under `curves`'),
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
  concurrency: z.int().min(1).max(100_000).default(1).describe('requests that a replica works on at once'),
  loadBalancing: z
    .enum(LOAD_BALANCING)
    .default('least-connections')
    .describe('which replica a request goes to; with a serviceTime it decides how long requests wait'),
  retries: retriesSchema.prefault({}).describe('requests that would wait too long are tried again'),
  cpuPerRequest: durationField()
    .optional()
    .describe('cpu time of one request: sets the use of cpu, and a limit on cpu then holds requests up'),
  memoryPerRequest: bytesField().optional().describe('memory that a request holds while it is worked on'),
  timeout: durationField().prefault(DEFAULT_TIMEOUT).describe('a request that would wait longer is lost'),
  slo: sloSchema.prefault({}).describe('what the service promises'),
})

export type ServiceDocument = z.output<typeof serviceSchema>
