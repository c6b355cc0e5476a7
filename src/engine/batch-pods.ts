import { grown } from '../cluster/grown.ts'
import type { JobBatch } from './job-batch.ts'

/**
 * The pods of every open submission in the order in which they were created, linked by their rows of the pod table: most submissions
 * have one pod, and a list of its own for each would cost more than all else that is kept of it.
 */
export class BatchPods {
  private next = new Int32Array(0)
  private previous = new Int32Array(0)

  add(batch: JobBatch, pod: number): void {
    if (pod >= this.next.length) this.reserve(pod + 1)
    this.next[pod] = -1
    this.previous[pod] = batch.lastPod
    if (batch.lastPod === -1) batch.firstPod = pod
    else this.next[batch.lastPod] = pod
    batch.lastPod = pod
    batch.podCount++
  }

  remove(batch: JobBatch, pod: number): void {
    const next = this.next[pod]
    const previous = this.previous[pod]
    if (previous === -1) batch.firstPod = next
    else this.next[previous] = next
    if (next === -1) batch.lastPod = previous
    else this.previous[next] = previous
    batch.podCount--
  }

  of({ firstPod }: JobBatch): number[] {
    const pods: number[] = []
    for (let pod = firstPod; pod !== -1; pod = this.next[pod]) pods.push(pod)
    return pods
  }

  private reserve(rows: number): void {
    const capacity = Math.max(64, 2 * rows)
    this.next = grown(this.next, new Int32Array(capacity))
    this.previous = grown(this.previous, new Int32Array(capacity))
  }
}
