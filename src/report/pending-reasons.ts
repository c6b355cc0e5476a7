import { seriesValues, subjects } from './charts/series.ts'
import type { Values } from './charts/values.ts'
import type { ReportContext } from './report-context.ts'

/** What kept pods pending, in all variants. */
export interface PendingReason {
  readonly reason: string
  /** Parallel to the variants. */
  readonly podSeconds: readonly number[]
  /** Parallel to the variants; null where the reason kept no pod. */
  readonly lines: readonly (Values | null)[]
}

/** Reasons by the time that pods spent pending for them, all variants together, longest first. */
export function pendingReasons(context: ReportContext): PendingReason[] {
  const { variants, durationSeconds } = context.results
  return subjects(context, 'pods.pendingBy')
    .map((reason) => {
      const lines = variants.map((variant) => seriesValues(variant, 'pods.pendingBy', reason))
      const podSeconds = lines.map((values, v) => area(values ?? [], variants[v].bucketSeconds, durationSeconds))
      return { reason, podSeconds, lines }
    })
    .sort((a, b) => total(b) - total(a) || (a.reason < b.reason ? -1 : 1))
}

function total({ podSeconds }: PendingReason): number {
  return podSeconds.reduce((sum, seconds) => sum + seconds, 0)
}

/** The last bucket may be cut short by the end. */
function area(values: Values, bucketSeconds: number, durationSeconds: number): number {
  return values.reduce<number>(
    (sum, value, b) => sum + (value ?? 0) * Math.min(bucketSeconds, durationSeconds - b * bucketSeconds),
    0,
  )
}
