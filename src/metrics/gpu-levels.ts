import type { ClusterView } from '../cluster/view.ts'
import { FRAGMENT_CAUSES, Fragmentation } from '../devices/fragmentation.ts'
import { CPU } from '../model/amounts.ts'
import { DEVICE_MILLI } from '../model/gpus.ts'
import type { PodScheduling } from '../model/scheduling.ts'
import { TimeWeighted } from './time-weighted.ts'

const TOTAL = 0
const ALLOCATED = 1
const FRAGMENT = 2
const FIRST_CAUSE = 3

/**
 * GPUs of ready nodes over time, in devices: all, allocated, and idle without being of use to the pods to come, by cause. A node is
 * reckoned anew when it changes.
 */
export class GpuLevels {
  /** Total, allocated, fragment, then the fragment of each of `FRAGMENT_CAUSES`. */
  readonly levels: readonly TimeWeighted[]
  /** Asked for by pods that exist, on a node or not; slices, whose size is their device's affair, count nothing. */
  readonly asked: TimeWeighted
  readonly causes: readonly string[] = FRAGMENT_CAUSES
  private readonly fragmentation: Fragmentation
  /** By node: what it adds to each level now. */
  private readonly ofNode = new Map<number, Float64Array>()

  constructor(cluster: ClusterView, bucketUs: number, buckets: number) {
    this.levels = Array.from(
      { length: FIRST_CAUSE + FRAGMENT_CAUSES.length },
      () => new TimeWeighted(bucketUs, buckets),
    )
    this.asked = new TimeWeighted(bucketUs, buckets)
    this.fragmentation = new Fragmentation(cluster.targetWorkload)
  }

  get total(): TimeWeighted {
    return this.levels[TOTAL]
  }

  get allocated(): TimeWeighted {
    return this.levels[ALLOCATED]
  }

  get fragment(): TimeWeighted {
    return this.levels[FRAGMENT]
  }

  /** In the order of `causes`. */
  get fragmentBy(): readonly TimeWeighted[] {
    return this.levels.slice(FIRST_CAUSE)
  }

  /** A pod comes into being (+1) or ends (−1). */
  podChanged({ gpu }: PodScheduling, sign: 1 | -1, nowUs: number): void {
    if (gpu !== undefined && gpu.slice === null) this.asked.add(nowUs, (sign * gpu.count * gpu.milli) / DEVICE_MILLI)
  }

  /** What is free on a ready node has changed, or the node has come (`isThere`) or gone. */
  nodeChanged({ nodes }: ClusterView, node: number, isThere: boolean, nowUs: number): void {
    const { shapes, free, freeOfNode, stride } = nodes.devices
    const shape = shapes[node]
    if (shape === null) return
    let known = this.ofNode.get(node)
    if (known === undefined) {
      known = new Float64Array(this.levels.length)
      this.ofNode.set(node, known)
    }
    const now = new Float64Array(this.levels.length)
    if (isThere) {
      const cpuFree = nodes.allocatable[CPU][node] - nodes.requested[CPU][node]
      now[TOTAL] = shape.count
      now[ALLOCATED] = shape.count - freeOfNode[node] / DEVICE_MILLI
      now[FRAGMENT] = this.fragmentation.of(shape, cpuFree, free, node * stride, shape.count) / DEVICE_MILLI
      this.fragmentation.causes.forEach((milli, cause) => {
        now[FIRST_CAUSE + cause] = milli / DEVICE_MILLI
      })
    }
    for (let level = 0; level < now.length; level++) {
      if (now[level] !== known[level]) this.levels[level].add(nowUs, now[level] - known[level])
    }
    known.set(now)
  }
}
