import { z } from 'zod'
import type { Distribution } from '../base/distribution.ts'
import {
  amountsField,
  bandwidthField,
  bytesField,
  durationDistributionField,
  durationField,
  nameField,
} from '../base/fields.ts'
import { labelsField } from './cluster-schema.ts'
import { workloadBudgetSchema } from './disruption-schema.ts'
import { functionSchema } from './function-schema.ts'
import { gpuSchema } from './gpu-schema.ts'
import { jobSchema } from './job-schema.ts'
import { MAX_POD_PARTS, MAX_REPLICAS } from './limits.ts'
import { podFields, portSchema } from './pod-schema.ts'
import { serviceSchema } from './service-schema.ts'
import { templateSchema } from './template-schema.ts'

/** Sandbox, network and process start, as container runtimes report them on an idle node. */
const DEFAULT_CONTAINER_START = '1s'

/** Ready for requests: what a small web service needs to load its configuration and open its connections. */
const DEFAULT_READY = '5s'

/** How long a model takes to get into memory: a duration, or what is to be read and how fast. */
const modelLoadField = z.union([
  durationDistributionField(),
  z.codec(
    z.strictObject({
      size: bytesField().describe('bytes of the model'),
      bandwidth: bandwidthField().describe('at which a pod reads them, from a disk or a store of models'),
    }),
    z.custom<Distribution>(),
    {
      decode: ({ size, bandwidth }) => ({ kind: 'constant' as const, value: Math.round((size / bandwidth) * 1e6) }),
      encode: () => {
        throw new Error('bug: a duration is written as a duration')
      },
    },
  ),
])

const startupSchema = z.strictObject({
  container: durationDistributionField()
    .prefault(DEFAULT_CONTAINER_START)
    .describe('from "the image is there" to "the container runs"'),
  model: modelLoadField
    .prefault('0s')
    .describe(
      'from "the container runs" to "the model is in memory": a duration, or { size: 14Gi, bandwidth: 1Gbit/s }',
    ),
  ready: durationDistributionField().prefault(DEFAULT_READY).describe('from there to "ready for requests"'),
})

const usageSchema = z.strictObject({
  idle: amountsField()
    .prefault({})
    .describe('used by a pod without work (default: no cpu, memory and disk as requested)'),
  busy: amountsField().prefault({}).describe('used by a pod at full capacity (default: as requested)'),
})

export const workloadSchema = z.strictObject({
  name: nameField().describe('name of the deployment or job'),
  replicas: z.int().min(0).max(MAX_REPLICAS).optional().describe('replicas of a service at the start (default 1)'),
  requests: amountsField().optional().describe('what the scheduler sets aside for each pod (default: the limits)'),
  limits: amountsField().prefault({}).describe('what a pod may use at most'),
  image: z
    .strictObject({
      name: z
        .string()
        .min(1)
        .optional()
        .describe("workloads with the same image share it on a node (default: the workload's name)"),
      size: bytesField()
        .optional()
        .describe('bytes that a node pulls the first time (default: as listed under `images`, or 500Mi)'),
    })
    .prefault({})
    .describe('container image'),
  startup: startupSchema.prefault({}).describe('time from image to ready'),
  namespace: nameField().default('default').describe('namespace of the pods'),
  labels: labelsField()
    .prefault({})
    .describe('labels of the pods, beside app with the name; a service is in front of the pods that have them all'),
  ...podFields,
  ports: z.array(portSchema).max(MAX_POD_PARTS).prefault([]).describe('ports; those with a hostPort keep pods apart'),
  terminationGracePeriod: durationField()
    .optional()
    .describe('from being asked to leave until a pod is gone; it holds its resources so long (default 30s)'),
  template: templateSchema
    .optional()
    .describe('a whole pod template, as in a Deployment, instead of the fields above that a pod spec has'),
  podDisruptionBudget: workloadBudgetSchema
    .optional()
    .describe('how many of the pods may be missing when others need their place'),
  usage: usageSchema.prefault({}).describe('what a pod really uses, from idle to busy, linear in between'),
  gpu: gpuSchema
    .optional()
    .describe(
      'devices of the node: { count: 2 }, { milli: 250 } or { slice: 1g.10gb }, of some `models` if not of any',
    ),
  service: serviceSchema.optional().describe('a deployment behind a service: its replicas share the load'),
  function: functionSchema
    .optional()
    .describe('a function that is scaled per request: pods come when requests find no place, and go when idle'),
  job: jobSchema.optional().describe('a batch job: each submission runs its pods to completion'),
})

export type WorkloadDocument = z.output<typeof workloadSchema>
