import { DEVICE_MILLI, type GpuShape } from '../model/gpus.ts'
import { firstDevices } from './device-choice.ts'
import type { Fragmentation } from './fragmentation.ts'
import { gradientScore } from './gpu-scores.ts'

/** What a pod takes of a node. `milli` 0: no GPU. */
export interface Taken {
  readonly cpuMilli: number
  readonly count: number
  readonly milli: number
}

/**
 * Fragmentation gradient descent (Weng et al., USENIX ATC 2023): what fragmentation a placement adds or takes away. A share goes to the
 * device where it scores highest, of equals the first; whole devices are taken from the first on.
 */
export class FragmentationGradient {
  /** Of the latest call: the devices, as bits. */
  devices = 0
  private readonly fragmentation: Fragmentation
  private readonly scratch = new Int32Array(32)

  constructor(fragmentation: Fragmentation) {
    this.fragmentation = fragmentation
  }

  score(gpus: GpuShape, cpuFreeMilli: number, free: Int32Array, from: number, taken: Taken): number {
    const { fragmentation, scratch } = this
    const devices = gpus.count
    for (let d = 0; d < devices; d++) scratch[d] = free[from + d]
    const before = fragmentation.of(gpus, cpuFreeMilli, scratch, 0, devices)
    const cpuLeft = cpuFreeMilli - taken.cpuMilli
    const { milli, count } = taken
    if (milli > 0 && milli < DEVICE_MILLI && count === 1) {
      return this.bestDevice(gpus, cpuLeft, milli, before)
    }
    this.devices = milli === 0 ? 0 : firstDevices(scratch, 0, devices, count, milli)
    for (let d = 0; d < devices; d++) if ((this.devices >> d) & 1) scratch[d] -= milli
    return gradientScore(before, fragmentation.of(gpus, cpuLeft, scratch, 0, devices))
  }

  private bestDevice(gpus: GpuShape, cpuLeft: number, milli: number, before: number): number {
    const { fragmentation, scratch } = this
    let best = -1
    this.devices = 0
    for (let d = 0; d < gpus.count; d++) {
      const free = scratch[d]
      if (free < milli || isRepeated(scratch, d)) continue
      scratch[d] = free - milli
      const score = gradientScore(before, fragmentation.of(gpus, cpuLeft, scratch, 0, gpus.count))
      scratch[d] = free
      if (score <= best) continue
      best = score
      this.devices = 1 << d
    }
    return best
  }
}

/** An earlier device is just as free: it would score the same. */
function isRepeated(free: Int32Array, device: number): boolean {
  for (let d = 0; d < device; d++) if (free[d] === free[device]) return true
  return false
}
