import type { Submission } from './admission/admission.ts'

/** What one pod of a job has to do, drawn at submission, so that it is the same under every policy. */
export interface JobPart {
  readonly durationUs: number
  /** The attempts to come that fail: after how long each. */
  failsAfterUs: readonly number[]
}

/** One submission of a job. */
export interface JobBatch {
  readonly number: number
  readonly submittedUs: number
  /** Pods at once. */
  readonly parallelism: number
  readonly parts: readonly JobPart[]
  /** Parts that were begun at least once. */
  started: number
  succeeded: number
  failed: number
  failedInARow: number
  /** No new pod before then: after a failure the job backs off, and until it is let in (∞) it waits. */
  notBeforeUs: number
  /** Its pods, waiting or at work: see `BatchPods`; -1: none. */
  firstPod: number
  lastPod: number
  podCount: number
  /** Of its parts: those of failed and evicted pods, to be done again from the beginning. */
  readonly redo: number[]
  /** Null: it waits in no queue. */
  readonly queued: Submission | null
  /** Of a gang: enough pods have had nodes at the same time. */
  gathered: boolean
}
