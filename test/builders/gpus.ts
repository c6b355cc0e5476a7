import type { GpuRequest } from '../../src/model/gpus.ts'
import { PLAIN_SCHEDULING } from '../../src/model/scheduling.ts'
import type { PodTemplate } from '../../src/model/workload.ts'
import { nodeShape, podTemplate } from './model.ts'

/** A machine of 32 cores with GPUs; its slices are a quarter and a half. */
export function gpuNode(count: number, model = 'T4', cpu = 32) {
  const slices = { quarter: 250, half: 500 }
  return { ...nodeShape({ cpu, memory: 128 }), gpus: { model, count, memoryBytes: 0, slices } }
}

/** A pod of one core that asks for devices: `{ milli: 300 }`, `{ count: 2 }`, `{ slice: 'half' }`. */
export function gpuPod(asks: Partial<GpuRequest>, cpu = 1): PodTemplate {
  const gpu: GpuRequest = { count: 1, milli: 1000, slice: null, models: [], ...asks }
  return podTemplate({ cpu, memory: 1 }, { scheduling: { ...PLAIN_SCHEDULING, gpu } })
}
