import type { PodClass } from '../cluster/pod-class.ts'
import type { Taken } from '../devices/fragmentation-gradient.ts'
import { CPU } from '../model/amounts.ts'
import { type GpuShape, milliOn } from '../model/gpus.ts'

/** What pods of a class take of a node with these devices. Nodes differ in it only where pods ask for slices. */
export function takenOf(podClass: PodClass): (shape: GpuShape | null) => Taken {
  const cpuMilli = podClass.requests[CPU]
  const { gpu } = podClass.scheduling
  const known = new Map<GpuShape | null, Taken>()
  return (shape) => {
    let taken = known.get(shape)
    if (taken === undefined) {
      taken = { cpuMilli, count: gpu?.count ?? 0, milli: gpu === undefined ? 0 : milliOn(gpu, shape) }
      known.set(shape, taken)
    }
    return taken
  }
}
