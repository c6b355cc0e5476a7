import { z } from 'zod'
import { bytesField, durationField, instantField, nameField } from '../base/fields.ts'
import { curveField } from '../load/curve-field.ts'
import { clusterSchema, labelsField } from './cluster-schema.ts'
import { expectationSchema } from './expectation-schema.ts'
import { importSchema } from './import-schema.ts'
import { MAX_DURATION_US, MAX_NAMED, MAX_POD_PARTS, MAX_REQUESTS, MAX_SEED, MAX_VARIANTS } from './limits.ts'
import { policiesSchema, variantSchema } from './policy-schema.ts'
import { priorityClassSchema } from './priority-schema.ts'
import { queueSchema } from './queue-schema.ts'
import { ingressSchema, sidecarSchema } from './service-schema.ts'
import { workloadSchema } from './workload-schema.ts'

const duration = durationField().refine((us) => us > 0 && us <= MAX_DURATION_US, {
  error: 'a run lasts more than 0s and at most ten years',
  params: { hint: 'write for instance 24h or 14d' },
})

const resolution = durationField().refine((us) => us > 0, {
  error: 'a step of 0s never ends',
  params: { hint: 'write for instance 15s' },
})

const seriesEvery = durationField().refine((us) => us > 0, {
  error: 'a step of 0s never ends',
  params: { hint: 'write for instance 15s, or leave it out' },
})

/** The whole scenario file: types, checks and the published JSON Schema in one. */
const layerSchema = z.strictObject({
  name: z.string().min(1).describe('digest or any other name: images with the same layer share it on a node'),
  size: bytesField().describe('bytes that a node pulls for it'),
})

const imageSchema = z
  .strictObject({
    size: bytesField().optional().describe('bytes that a node pulls the first time'),
    layers: z.array(layerSchema).min(1).max(MAX_POD_PARTS).optional().describe('layers instead of one size'),
  })
  .refine(({ size, layers }) => (size === undefined) !== (layers === undefined), {
    error: 'an image has a size or layers',
    params: { hint: 'write { size: 850Mi }, or { layers: [{ name: base, size: 300Mi }, ...] }' },
  })

export const scenarioSchema = z.strictObject({
  apiVersion: z.literal('simcap/v1').describe('version of the scenario language'),
  kind: z.literal('Scenario').default('Scenario').describe('what the document is'),
  name: nameField().describe('name of the scenario; its report folder is named after it'),
  description: z
    .string()
    .default('')
    .describe('the question that the scenario answers (default: the first comment of the file)'),
  seed: z.int().min(0).max(MAX_SEED).default(1).describe('the same scenario and seed give the same results'),
  start: instantField().optional().describe('wall clock at the start, with time zone: 2026-11-10T18:00:00+08:00'),
  duration: duration.describe('simulated time: 24h, 14d'),
  resolution: resolution.prefault('15s').describe('step at which curves that change all the time are read'),
  seriesEvery: seriesEvery
    .optional()
    .describe('width of the steps of all time series (default: the smallest round one that makes at most 720)'),
  maxRequests: z
    .int()
    .min(1)
    .max(1e12)
    .optional()
    .describe(
      `requests that may be reckoned with one by one (functions, and services with \`fidelity: requests\`), as expected of all variants together: about a second for each million (default: ${MAX_REQUESTS})`,
    ),
  currency: z.string().min(1).max(12).default('USD').describe('currency of all prices'),
  import: importSchema.optional().describe('a trace that brings nodes and workloads of its own'),
  cluster: clusterSchema.prefault({}).describe('the nodes'),
  curves: z
    .record(nameField(), curveField())
    .prefault({})
    .describe('named load curves, for services and other curves to refer to'),
  images: z
    .record(z.string().min(1), imageSchema)
    .prefault({})
    .describe('sizes or layers of images by name; a name without a tag is its latest'),
  namespaces: z
    .record(
      nameField(),
      z.strictObject({ labels: labelsField().prefault({}).describe('labels beside kubernetes.io/metadata.name') }),
    )
    .prefault({})
    .describe('namespaces whose labels matter; the others are there when a workload names them'),
  priorityClasses: z
    .array(priorityClassSchema)
    .max(MAX_NAMED)
    .prefault([])
    .describe('priorities by name, as Kubernetes has them'),
  workloads: z.array(workloadSchema).max(MAX_NAMED).prefault([]).describe('what runs on the cluster'),
  ingress: z
    .array(ingressSchema)
    .max(MAX_NAMED)
    .prefault([])
    .describe('loads that are split over several services by weight'),
  sidecar: sidecarSchema.optional().describe('proxy beside each pod of every service that has none of its own'),
  queues: z
    .array(queueSchema)
    .max(MAX_NAMED)
    .prefault([])
    .describe('where submissions of jobs wait until their queue has room for all of their pods'),
  policies: policiesSchema.prefault({}).describe('what every variant starts from'),
  variants: z
    .array(variantSchema)
    .max(MAX_VARIANTS)
    .prefault([])
    .describe('what is compared, side by side; a variant names only what it changes'),
  expect: z
    .array(expectationSchema)
    .prefault([])
    .describe('bounds on metrics; a run that misses one ends with exit code 1'),
})

export type ScenarioDocument = z.output<typeof scenarioSchema>
