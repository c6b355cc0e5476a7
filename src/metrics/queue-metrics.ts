import { Durations } from './durations.ts'
import type { TimeWeighted } from './time-weighted.ts'

/** What is measured of a queue of submissions. */
export interface QueueMetrics {
  readonly waiting: TimeWeighted
  /** The largest share that its jobs hold of any resource that queues have quotas of. */
  readonly dominantShare: TimeWeighted
  /** From submission until it is let in. */
  readonly wait: Durations
  submitted: number
  admitted: number
}

export function createQueueMetrics(level: () => TimeWeighted): QueueMetrics {
  return { waiting: level(), dominantShare: level(), wait: new Durations(), submitted: 0, admitted: 0 }
}
