import { grown } from './grown.ts'

/**
 * Pods as parallel columns; a row is reused after its pod is gone, so whoever keeps a row beyond the current event keeps
 * its `generation` too and compares.
 *
 *   state        pending → (bound) pulling → starting → loading → warming → ready; a job's pod goes from loading to running;
 *                an evicted pod is stopping until it is gone
 *   links        previousOnNode / nextOnNode: the pods of a node; -1 ends
 */
export const POD_FREE = 0
export const POD_PENDING = 1
export const POD_PULLING = 2
export const POD_STARTING = 3
export const POD_LOADING = 4
export const POD_WARMING = 5
export const POD_READY = 6
export const POD_STOPPING = 7

/** Whether the pod's container runs. */
export const isRunning = (state: number): boolean => state >= POD_LOADING && state <= POD_READY

export class PodTable {
  rows = 0
  state = new Uint8Array(0)
  generation = new Int32Array(0)
  /** 1 while the pod is on its way out. */
  terminating = new Uint8Array(0)
  podClass = new Int32Array(0)
  workload = new Int32Array(0)
  /** Which submission of a job the pod belongs to; 0 for services. */
  batch = new Int32Array(0)
  /** Which part of its submission's work a job's pod is at; -1: none. */
  part = new Int32Array(0)
  node = new Int32Array(0)
  previousOnNode = new Int32Array(0)
  nextOnNode = new Int32Array(0)
  /** Order of creation over the whole run: a pod's identity, and the tie-break of every queue. */
  sequence = new Float64Array(0)
  createdUs = new Float64Array(0)
  boundUs = new Float64Array(0)
  /** Since when its containers run; meaningless before. */
  runningUs = new Float64Array(0)
  /** When it last became ready; -1: not yet. */
  readyUs = new Float64Array(0)
  /** Devices of its node that the pod is on, as bits. */
  devices = new Int32Array(0)
  readonly freeRows: number[] = []

  /** A row for one more: a freed one, or the next. */
  take(): number {
    const free = this.freeRows.pop()
    if (free !== undefined) return free
    this.reserve()
    return this.rows++
  }

  reserve(): void {
    if (this.rows < this.state.length) return
    const capacity = Math.max(64, this.state.length * 2)
    this.state = grown(this.state, new Uint8Array(capacity))
    this.generation = grown(this.generation, new Int32Array(capacity))
    this.terminating = grown(this.terminating, new Uint8Array(capacity))
    this.podClass = grown(this.podClass, new Int32Array(capacity))
    this.workload = grown(this.workload, new Int32Array(capacity))
    this.batch = grown(this.batch, new Int32Array(capacity))
    this.part = grown(this.part, new Int32Array(capacity))
    this.node = grown(this.node, new Int32Array(capacity))
    this.previousOnNode = grown(this.previousOnNode, new Int32Array(capacity))
    this.nextOnNode = grown(this.nextOnNode, new Int32Array(capacity))
    this.sequence = grown(this.sequence, new Float64Array(capacity))
    this.createdUs = grown(this.createdUs, new Float64Array(capacity))
    this.devices = grown(this.devices, new Int32Array(capacity))
    this.boundUs = grown(this.boundUs, new Float64Array(capacity))
    this.runningUs = grown(this.runningUs, new Float64Array(capacity))
    this.readyUs = grown(this.readyUs, new Float64Array(capacity))
  }
}
