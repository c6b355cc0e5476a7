import { assert } from '../base/assert.ts'
import { DEVICE_MILLI, type GpuShape, MAX_DEVICES_PER_NODE } from '../model/gpus.ts'
import { grown } from './grown.ts'

/**
 * The GPUs of nodes: what is free of each device, in thousandths.
 *
 *   per node          shapes[node] (null: no GPUs), freeOfNode[node] (over all its devices)
 *   per device d      free[node × stride + d], d below shapes[node].count; the places beyond stay 0
 */
export class DeviceTable {
  /** Most devices that any node has had. */
  stride = 0
  free = new Int32Array(0)
  freeOfNode = new Int32Array(0)
  readonly shapes: (GpuShape | null)[] = []
  private nodeCapacity = 0

  reserve(nodes: number): void {
    if (nodes <= this.nodeCapacity) return
    this.nodeCapacity = nodes
    this.freeOfNode = grown(this.freeOfNode, new Int32Array(nodes))
    this.free = grown(this.free, new Int32Array(nodes * this.stride))
  }

  /** A new node, all its devices free. */
  open(node: number, shape: GpuShape | null): void {
    const devices = shape?.count ?? 0
    assert(devices <= MAX_DEVICES_PER_NODE, `a node has at most ${MAX_DEVICES_PER_NODE} devices`)
    if (devices > this.stride) this.widen(devices)
    this.shapes[node] = shape
    this.freeOfNode[node] = devices * DEVICE_MILLI
    const from = node * this.stride
    for (let d = 0; d < this.stride; d++) this.free[from + d] = d < devices ? DEVICE_MILLI : 0
  }

  /** Takes `milli` of each of the devices (+1) or gives it back (−1); devices are bits. */
  take(node: number, devices: number, milli: number, sign: 1 | -1): void {
    const from = node * this.stride
    for (let d = 0; d < this.stride; d++) {
      if (((devices >> d) & 1) === 0) continue
      this.free[from + d] -= sign * milli
      this.freeOfNode[node] -= sign * milli
      assert(this.free[from + d] >= 0 && this.free[from + d] <= DEVICE_MILLI, 'a device holds between 0 and 1000')
    }
  }

  private widen(stride: number): void {
    const wider = new Int32Array(this.nodeCapacity * stride)
    for (let node = 0; node < this.nodeCapacity; node++) {
      for (let d = 0; d < this.stride; d++) wider[node * stride + d] = this.free[node * this.stride + d]
    }
    this.free = wider
    this.stride = stride
  }
}
