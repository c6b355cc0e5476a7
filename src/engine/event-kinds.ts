/**
 * Everything that can happen, and the tie rule: of two events at the same instant the kind listed first happens first.
 * What requests of functions asked for lies in the microsecond before, so it comes first;
 * what frees or adds capacity comes before what asks for it; scheduling comes when everything else at that instant is known.
 *
 *   kind                a            b
 *   function-turn       workload     –
 *   pod-finished        pod row      its generation
 *   pod-gone            pod row      its generation
 *   job-deadline        workload     submission
 *   node-ready          node row     pool
 *   node-failed         node row     pool
 *   node-drain          node row     number of the drain
 *   image-pulled        turn number  –
 *   pod-stage           pod row      its generation
 *   load-change         workload     –
 *   backlog-turn        workload     turn number
 *   out-of-memory       workload     –
 *   job-retry           workload     submission
 *   gang-timeout        workload     submission
 *   job-arrival         workload     index into listed times
 *   pod-autoscaler      workload     –
 *   scheduler-turn      –            –
 *   schedule            –            –
 *   node-autoscaler     –            –
 */
export const EVENT_KINDS = [
  'function-turn',
  'pod-finished',
  'pod-gone',
  'job-deadline',
  'node-ready',
  'node-failed',
  'node-drain',
  'image-pulled',
  'pod-stage',
  'load-change',
  'backlog-turn',
  'out-of-memory',
  'job-retry',
  'gang-timeout',
  'job-arrival',
  'pod-autoscaler',
  'scheduler-turn',
  'schedule',
  'node-autoscaler',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

/** The number of each kind in the queue. */
export const KIND = Object.fromEntries(EVENT_KINDS.map((kind, number) => [kind, number])) as Record<EventKind, number>
