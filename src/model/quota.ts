import type { Amounts } from './amounts.ts'
import { type JobQueue, quotaAmounts } from './job-queue.ts'

/** What a queue may hold, in the units of quotas. */
export interface Quota {
  readonly nominal: Amounts
  readonly borrowing: Amounts
}

export function quotaOf({ quota, borrowingLimit }: JobQueue): Quota {
  return { nominal: quotaAmounts(quota), borrowing: quotaAmounts(borrowingLimit) }
}

/** Quotas of all queues together, by resource. */
export function totalQuota(quotas: readonly Quota[]): Amounts {
  const total: Record<string, number> = {}
  for (const { nominal } of quotas) {
    for (const [resource, amount] of Object.entries(nominal)) total[resource] = (total[resource] ?? 0) + amount
  }
  return total
}

interface Held {
  readonly quota: Quota
  readonly held: ReadonlyMap<string, number>
}

/**
 * The first resource of which a queue may not hold so much more; null: there is room for all. It may hold its own quota and what others
 * leave of theirs, up to its borrowing limit (one cohort of ClusterQueues in Kueue, without reclaiming).
 */
export function lacking(queue: Held, queues: readonly Held[], total: Amounts, asks: Amounts): string | null {
  const { nominal, borrowing } = queue.quota
  for (const [resource, ask] of Object.entries(asks)) {
    if (ask === 0 || nominal[resource] === undefined) continue
    const limit = nominal[resource] + (borrowing[resource] ?? Number.POSITIVE_INFINITY)
    if ((queue.held.get(resource) ?? 0) + ask > limit) return resource
    let heldByAll = ask
    for (const { quota, held } of queues) if (resource in quota.nominal) heldByAll += held.get(resource) ?? 0
    if (heldByAll > total[resource]) return resource
  }
  return null
}
