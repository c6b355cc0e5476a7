import { US_PER_SECOND } from '../../base/time.ts'

/** How long pods wait that found no node; kube-scheduler's settings and its gate SchedulerPopFromBackoffQ. */
export interface QueueRules {
  readonly initialBackoffUs: number
  /** 0: pods never back off. */
  readonly maxBackoffUs: number
  /** An idle scheduler takes pods that still back off, so that backoff never delays, only orders. */
  readonly popFromBackoff: boolean
}

export const DEFAULT_QUEUE_RULES: QueueRules = {
  initialBackoffUs: US_PER_SECOND,
  maxBackoffUs: 10 * US_PER_SECOND,
  popFromBackoff: true,
}

/** initial × 2^(attempts − 1), at most `max`; in the unit of its arguments. */
export function backoffDuration(attempts: number, initial: number, max: number): number {
  if (attempts === 0) return 0
  let duration = Math.min(initial, max)
  for (let n = 1; n < attempts && duration < max; n++) duration = Math.min(2 * duration, max)
  return duration
}

/** From this many failed attempts on, backoff grows no more. */
export function attemptsAtMostBackoff({ initialBackoffUs, maxBackoffUs }: QueueRules): number {
  let attempts = 1
  while (backoffDuration(attempts, initialBackoffUs, maxBackoffUs) < maxBackoffUs && initialBackoffUs > 0) attempts++
  return attempts
}

/**
 * When a pod that failed at `failedUs` has backed off; −∞ for a pod that never failed. With the gate on, pods that are done within
 * the same second count as done together, so that inside a second they are ordered by priority.
 */
export function backoffExpiryUs(attempts: number, failedUs: number, rules: QueueRules): number {
  if (attempts === 0 || rules.maxBackoffUs === 0) return Number.NEGATIVE_INFINITY
  return windowOf(failedUs + backoffDuration(attempts, rules.initialBackoffUs, rules.maxBackoffUs), rules)
}

/** A pod whose expiry falls into the current window still waits. */
export function backsOff(expiryUs: number, nowUs: number, rules: QueueRules): boolean {
  return expiryUs >= windowOf(nowUs, rules)
}

/** Backed-off pods become active once a second, on the second: the first such instant after an expiry. */
export function releaseUs(expiryUs: number): number {
  return (Math.floor(expiryUs / US_PER_SECOND) + 1) * US_PER_SECOND
}

function windowOf(timeUs: number, { popFromBackoff }: QueueRules): number {
  return popFromBackoff ? Math.floor(timeUs / US_PER_SECOND) * US_PER_SECOND : timeUs
}
