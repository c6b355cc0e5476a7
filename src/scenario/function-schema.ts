import { z } from 'zod'
import { durationDistributionField, durationField } from '../base/fields.ts'
import { curveField } from '../load/curve-field.ts'
import { MAX_REPLICAS } from './limits.ts'
import { sloSchema } from './service-schema.ts'

/** What platforms that scale to zero keep an instance for, unless told otherwise. */
const DEFAULT_KEEP_ALIVE = '10m'
/** A caller of a function knows that it may have to start. */
const DEFAULT_TIMEOUT = '60s'
const DEFAULT_MAX_INSTANCES = 100

export const functionSchema = z.strictObject({
  load: curveField().describe('requests per second over time: a curve, or the name of one under `curves`'),
  serviceTime: durationDistributionField().describe('how long an instance works on one request'),
  coldStart: durationDistributionField()
    .optional()
    .describe(
      'from the node to being able to serve (default: what the pod really goes through: image pull, container start, model, readiness)',
    ),
  concurrency: z.int().min(1).max(100_000).default(1).describe('requests that an instance works on at once'),
  keepAlive: durationField()
    .prefault(DEFAULT_KEEP_ALIVE)
    .describe('an instance that has had nothing to do for so long goes'),
  provisioned: z
    .int()
    .min(0)
    .max(MAX_REPLICAS)
    .default(0)
    .describe('instances that are there from the beginning and stay; 0 scales to zero'),
  maxInstances: z
    .int()
    .min(1)
    .max(MAX_REPLICAS)
    .default(DEFAULT_MAX_INSTANCES)
    .describe('instances at most; with all of them busy requests wait'),
  timeout: durationField().prefault(DEFAULT_TIMEOUT).describe('a request that would wait longer is lost'),
  slo: sloSchema.prefault({}).describe('what the function promises'),
})

export type FunctionDocument = z.output<typeof functionSchema>
