import { z } from 'zod'
import { amountsField, bytesField } from '../base/fields.ts'
import { issue } from '../base/issue.ts'
import { DEVICE_MILLI, type GpuRequest, type GpuShape, MAX_DEVICES_PER_NODE, type TargetShape } from '../model/gpus.ts'

/** Beyond that, frequencies differ by more than anybody can mean. */
const MAX_WEIGHT = 1_000_000

const devices = (): z.ZodInt => z.int().min(1).max(MAX_DEVICES_PER_NODE)

/** The devices of each node of a pool. */
export const gpusSchema = z.strictObject({
  model: z.string().min(1).describe('model, as workloads name it in `models`: T4, A100'),
  count: devices().describe('devices of one node'),
  memory: bytesField().optional().describe('memory of one device, for the record'),
  slices: z
    .record(z.string().min(1), z.int().min(1).max(DEVICE_MILLI))
    .prefault({})
    .describe('profiles that a device can be cut into, in thousandths of it: { 1g.10gb: 142, 3g.40gb: 500 }'),
})

/** What a pod wants of its node's devices. */
export const gpuSchema = z
  .strictObject({
    count: devices().optional().describe('whole devices'),
    milli: z
      .int()
      .min(1)
      .max(DEVICE_MILLI - 1)
      .optional()
      .describe('a share of one device, in thousandths'),
    slice: z.string().min(1).optional().describe('a slice of one device, by the name of a profile of its pool'),
    models: z.array(z.string().min(1)).prefault([]).describe('any of these models (default: every one)'),
  })
  .check(({ value, issues }) => {
    const said = [value.count, value.milli, value.slice].filter((each) => each !== undefined).length
    if (said === 1) return
    const message = said === 0 ? 'how much of a GPU is missing' : 'count, milli and slice exclude each other'
    issues.push(issue(value, message, 'write one of count: 1, milli: 250, slice: 1g.10gb', []))
  })

/** A kind of pod that is likely to come next. */
export const targetShapeSchema = z.strictObject({
  requests: amountsField().prefault({}).describe('cpu of a pod; fragmentation of GPUs knows no other resource'),
  gpu: gpuSchema.optional().describe('GPUs that it asks for (default: none)'),
  weight: z.number().positive().max(MAX_WEIGHT).default(1).describe('how often it comes, beside the other kinds'),
})

export function toGpuShape({ model, count, memory, slices }: z.output<typeof gpusSchema>): GpuShape {
  return { model, count, memoryBytes: memory ?? 0, slices }
}

export function toGpuRequest({ count, milli, slice, models }: z.output<typeof gpuSchema>): GpuRequest {
  return { count: count ?? 1, milli: milli ?? DEVICE_MILLI, slice: slice ?? null, models }
}

export function toTargetWorkload(shapes: readonly z.output<typeof targetShapeSchema>[]): TargetShape[] {
  const sum = shapes.reduce((all, { weight }) => all + weight, 0)
  return shapes.map(({ requests, gpu, weight }) => ({
    cpuMilli: requests['cpu'] ?? 0,
    gpu: gpu === undefined ? null : toGpuRequest(gpu),
    share: weight / sum,
  }))
}
