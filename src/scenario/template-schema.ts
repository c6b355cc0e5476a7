import { z } from 'zod'
import { amountsField } from '../base/fields.ts'
import { labelsField } from './cluster-schema.ts'
import { MAX_POD_PARTS } from './limits.ts'
import { podFields, portSchema } from './pod-schema.ts'

/*
 * A pod template as a Deployment or a Job has it. It may say more than a simulation needs: objects are open, and what is not read
 * is told in a note.
 */

const resourcesSchema = z.looseObject({
  requests: amountsField({ manifest: true }).optional().describe('what the scheduler sets aside (default: the limits)'),
  limits: amountsField({ manifest: true }).prefault({}).describe('what may be used at most'),
})

const containerSchema = z
  .looseObject({
    name: z.string().min(1).describe('name of the container'),
    image: z.string().min(1).optional().describe('image; its size stands under `images` or in `image.size`'),
    resources: resourcesSchema.prefault({}).describe('requests and limits of the container'),
    ports: z.array(portSchema).max(MAX_POD_PARTS).prefault([]).describe('ports; those with a hostPort keep pods apart'),
    restartPolicy: z.string().optional().describe('Always makes an init container a sidecar'),
  })
  .meta({ id: 'container' })

const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema).min(1).max(MAX_POD_PARTS).describe('containers that run side by side'),
  initContainers: z
    .array(containerSchema)
    .max(MAX_POD_PARTS)
    .prefault([])
    .describe('containers that run before, one after the other, and sidecars'),
  resources: resourcesSchema.optional().describe('requests of the pod as a whole'),
  overhead: amountsField({ manifest: true }).optional().describe('what the pod takes beside its containers'),
  hostNetwork: z.boolean().optional().describe('whether ports of containers are ports of the node'),
  terminationGracePeriodSeconds: z
    .int()
    .min(0)
    .default(30)
    .describe('seconds from being asked to leave until a pod is gone'),
  ...podFields,
})

export const templateSchema = z.looseObject({
  metadata: z
    .looseObject({ labels: labelsField().prefault({}).describe('labels of the pods (default: app with the name)') })
    .prefault({})
    .describe("the pods' labels"),
  spec: podSpecSchema.describe("the pods' spec"),
})

export type TemplateDocument = z.output<typeof templateSchema>
export type ContainerDocument = z.output<typeof containerSchema>
