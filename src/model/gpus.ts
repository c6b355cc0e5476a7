/** A device is shared in thousandths, as cpu is. */
export const DEVICE_MILLI = 1000

/** Pods keep the devices that they are on as a set of bits in a 32-bit number. */
export const MAX_DEVICES_PER_NODE = 31

/** The GPUs of a node, all alike. */
export interface GpuShape {
  readonly model: string
  readonly count: number
  /** Of one device; 0: not told. */
  readonly memoryBytes: number
  /** Profiles that a device can be cut into (MIG), and how many thousandths of it each takes. */
  readonly slices: Readonly<Record<string, number>>
}

/** What a pod asks for: whole devices (`milli` 1000), a share of one, or a slice of one by the name of its profile. */
export interface GpuRequest {
  readonly count: number
  /** Of each device. Of no meaning beside a slice, whose size is the device's affair. */
  readonly milli: number
  readonly slice: string | null
  /** Any of these; empty: any model. */
  readonly models: readonly string[]
}

/** A kind of pod that is likely to come next, and how likely: what fragmentation is measured against. */
export interface TargetShape {
  readonly cpuMilli: number
  readonly gpu: GpuRequest | null
  readonly share: number
}

/** Whether a device of this model is one that the pod would take. */
export function allowsModel({ models }: GpuRequest, model: string): boolean {
  return models.length === 0 || models.includes(model)
}

/** Thousandths of a device that the pod takes on a node; 0: the node's devices are not for it. */
export function milliOn(request: GpuRequest, gpus: GpuShape | null): number {
  if (gpus === null || !allowsModel(request, gpus.model)) return 0
  return request.slice === null ? request.milli : (gpus.slices[request.slice] ?? 0)
}
