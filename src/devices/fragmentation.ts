import { type GpuShape, milliOn, type TargetShape } from '../model/gpus.ts'

/**
 * Why idle GPU capacity of a node is of no use to the kinds of pods that come (Weng et al., "Beware of Fragmentation", USENIX ATC
 * 2023), in the order in which causes are added up: the order decides the last digit.
 */
export const FRAGMENT_CAUSES = [
  'lack of GPU and CPU',
  'lack of GPU',
  'lack of CPU',
  'wanted by pods without GPU',
  'wanted by pods without GPU that lack CPU',
  'model not allowed',
] as const

const LACK_BOTH = 0
const LACK_GPU = 1
const LACK_CPU = 2
const CPU_ONLY = 3
const CPU_ONLY_LACK_CPU = 4
const NO_ACCESS = 5
const CAUSES = FRAGMENT_CAUSES.length

/** A target workload as the devices of one kind of node see it: parallel columns, a row for each shape. */
interface SeenTarget {
  /** Thousandths of each device; 0: no GPU wanted; -1: these devices are not for it. */
  readonly milli: Int32Array
  /** Position of `milli` among the distinct amounts. */
  readonly amount: Int32Array
}

/**
 * Expected idle capacity of a node, in thousandths of a device, that a pod drawn from the target workload could not use:
 *   F = Σ over shapes m of share(m) × (all that is idle, if m cannot run there; else what is idle on devices too full for m)
 * Pods without GPU count all of it. Memory plays no part.
 */
export class Fragmentation {
  private readonly cpuMilli: Float64Array
  private readonly count: Int32Array
  private readonly share: Float64Array
  private readonly target: readonly TargetShape[]
  private readonly seen = new Map<string, SeenTarget>()
  /** Distinct amounts per device over all kinds of nodes. */
  private readonly amounts: number[] = []
  private fitting = new Int32Array(0)
  private below = new Int32Array(0)
  /** The latest result by cause, as in `FRAGMENT_CAUSES`. */
  readonly causes = new Float64Array(CAUSES)

  constructor(target: readonly TargetShape[]) {
    this.target = target
    this.cpuMilli = Float64Array.from(target, ({ cpuMilli }) => cpuMilli)
    this.count = Int32Array.from(target, ({ gpu }) => gpu?.count ?? 0)
    this.share = Float64Array.from(target, ({ share }) => share)
  }

  /** F of a node with these free thousandths on devices `from` … `from + devices - 1`. */
  of(gpus: GpuShape, cpuFreeMilli: number, free: Int32Array, from: number, devices: number): number {
    const { milli, amount } = this.seenBy(gpus)
    const { cpuMilli, count, share, causes } = this
    causes.fill(0)
    let idle = 0
    for (let d = from; d < from + devices; d++) idle += free[d]
    this.measure(free, from, devices)
    const { fitting, below } = this
    for (let m = 0; m < milli.length; m++) {
      const all = share[m] * idle
      if (milli[m] === 0) causes[cpuFreeMilli >= cpuMilli[m] ? CPU_ONLY : CPU_ONLY_LACK_CPU] += all
      else if (milli[m] < 0) causes[NO_ACCESS] += all
      else {
        const hasGpu = fitting[amount[m]] >= count[m]
        const hasCpu = cpuFreeMilli >= cpuMilli[m]
        if (hasGpu && hasCpu) causes[LACK_GPU] += share[m] * below[amount[m]]
        else causes[hasGpu ? LACK_CPU : hasCpu ? LACK_GPU : LACK_BOTH] += all
      }
    }
    let sum = 0
    for (let c = 0; c < CAUSES; c++) sum += causes[c]
    return sum
  }

  /** For each distinct amount: how many devices have room for it, and what is idle on the others. */
  private measure(free: Int32Array, from: number, devices: number): void {
    const { fitting, below, amounts } = this
    for (let a = 0; a < amounts.length; a++) {
      const wanted = amounts[a]
      let fit = 0
      let left = 0
      for (let d = from; d < from + devices; d++) {
        if (free[d] >= wanted) fit++
        else left += free[d]
      }
      fitting[a] = fit
      below[a] = left
    }
  }

  private seenBy(gpus: GpuShape): SeenTarget {
    let seen = this.seen.get(gpus.model)
    if (seen === undefined) {
      const milli = Int32Array.from(this.target, ({ gpu }) => (gpu === null ? 0 : milliOn(gpu, gpus) || -1))
      seen = { milli, amount: Int32Array.from(milli, (each) => this.amountOf(each)) }
      this.seen.set(gpus.model, seen)
      this.fitting = new Int32Array(this.amounts.length)
      this.below = new Int32Array(this.amounts.length)
    }
    return seen
  }

  private amountOf(milli: number): number {
    const known = this.amounts.indexOf(milli)
    return known === -1 ? this.amounts.push(milli) - 1 : known
  }
}
