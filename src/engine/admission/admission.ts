import { assert } from '../../base/assert.ts'
import type { QueueMetrics } from '../../metrics/queue-metrics.ts'
import type { Amounts } from '../../model/amounts.ts'
import type { JobQueue } from '../../model/job-queue.ts'
import { lacking, type Quota, quotaOf, totalQuota } from '../../model/quota.ts'
import { dominantShare, fairOrder } from './fair-order.ts'

/** A submission of a job, as a queue knows it. */
export interface Submission {
  readonly workload: number
  readonly number: number
  readonly submittedUs: number
  /** In the units of quotas. */
  readonly asks: Amounts
  /** A gang that lets nobody pass while it has no nodes. */
  readonly holdsUp: boolean
}

/** A queue of submissions, and what those that it has let in hold. */
export interface QueueState {
  readonly weight: number
  readonly quota: Quota
  readonly metrics: QueueMetrics
  readonly held: Map<string, number>
  /** In order of arrival. */
  readonly waiting: Set<Submission>
  heldUpBy: Submission | null
}

/** All queues: what they share is one cohort. */
export class Admission {
  readonly queues: readonly QueueState[]
  private readonly total: Amounts

  constructor(specs: readonly JobQueue[], metrics: readonly QueueMetrics[]) {
    this.queues = specs.map((spec, index) => ({
      weight: spec.weight,
      quota: quotaOf(spec),
      metrics: metrics[index],
      held: new Map(),
      waiting: new Set(),
      heldUpBy: null,
    }))
    this.total = totalQuota(this.queues.map(({ quota }) => quota))
  }

  enqueue(queue: QueueState, submission: Submission, nowUs: number): void {
    queue.waiting.add(submission)
    queue.metrics.submitted++
    queue.metrics.waiting.set(nowUs, queue.waiting.size)
  }

  /** Lets in the submission whose turn it is; null: there is none, or no room for it. Only the first of a queue has a turn. */
  admitNext(nowUs: number): Submission | null {
    const waiting = this.queues.filter((queue) => queue.waiting.size > 0 && queue.heldUpBy === null)
    for (const queue of fairOrder(waiting, this.total)) {
      const [first] = queue.waiting
      if (lacking(queue, this.queues, this.total, first.asks) !== null) continue
      if (first.holdsUp) queue.heldUpBy = first
      queue.metrics.admitted++
      this.take(queue, first, nowUs)
      this.hold(queue, first.asks, 1, nowUs)
      return first
    }
    return null
  }

  /** A submission is over, whether it was let in or not. */
  leave(queue: QueueState, submission: Submission, nowUs: number): void {
    this.letPass(queue, submission)
    if (queue.waiting.has(submission)) this.take(queue, submission, nowUs)
    else this.hold(queue, submission.asks, -1, nowUs)
  }

  /** A submission holds nobody up any more. */
  letPass(queue: QueueState, submission: Submission): void {
    if (queue.heldUpBy === submission) queue.heldUpBy = null
  }

  private take(queue: QueueState, submission: Submission, nowUs: number): void {
    queue.waiting.delete(submission)
    queue.metrics.wait.record(nowUs - submission.submittedUs)
    queue.metrics.waiting.set(nowUs, queue.waiting.size)
  }

  private hold(queue: QueueState, asks: Amounts, sign: 1 | -1, nowUs: number): void {
    for (const [resource, amount] of Object.entries(asks)) {
      const held = (queue.held.get(resource) ?? 0) + sign * amount
      assert(held >= 0, 'a queue gives back what it got')
      queue.held.set(resource, held)
    }
    queue.metrics.dominantShare.set(nowUs, dominantShare({ held: queue.held, weight: 1 }, this.total))
  }
}
