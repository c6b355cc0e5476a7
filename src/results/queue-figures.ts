import type { QueueMetrics } from '../metrics/queue-metrics.ts'
import type { TimeWeighted } from '../metrics/time-weighted.ts'
import type { JobQueue } from '../model/job-queue.ts'
import { quotaOf, totalQuota } from '../model/quota.ts'
import { partOf } from './over-seeds.ts'
import type { PartResult, Summary } from './types.ts'

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** What queues of submissions let in and when, beside what is theirs; null where jobs do not wait in queues. */
export function queueParts(
  queues: readonly JobQueue[],
  metrics: readonly QueueMetrics[],
  seconds: number,
): PartResult[] | null {
  if (queues.length === 0) return null
  return queues.map((queue, q) => partOf(queue.name, { ...measured(metrics[q], seconds), ...entitled(queue, queues) }))
}

function measured({ waiting, dominantShare, wait, submitted, admitted }: QueueMetrics, seconds: number): Summary {
  return {
    'queue.submitted': submitted,
    'queue.admittedShare': ratio(admitted, submitted),
    'queue.waiting.mean': waiting.area / seconds,
    'queue.waiting.max': waiting.max,
    'queue.waitSecondsMean': wait.meanSeconds(),
    'queue.dominantShare.mean': dominantShare.area / seconds,
  }
}

/** Both as shares of the quotas of all queues together, as the dominant share is, so that use can be held against them. */
function entitled(queue: JobQueue, queues: readonly JobQueue[]): Summary {
  const total = totalQuota(queues.map(quotaOf))
  const shares = Object.entries(quotaOf(queue).nominal).map(([resource, amount]) => ratio(amount, total[resource]) ?? 0)
  return {
    'queue.quotaShare': shares.length === 0 ? null : Math.max(...shares),
    'queue.fairShare': queue.weight / queues.reduce((sum, { weight }) => sum + weight, 0),
  }
}

/** What the jobs of each queue hold, and how many wait, over time. */
export function queueLevels(
  names: readonly string[],
  metrics: readonly QueueMetrics[],
): { readonly name: string; readonly of: string; readonly unit: string; readonly level: TimeWeighted }[] {
  return metrics.flatMap(({ waiting, dominantShare }, q) => [
    { name: 'queue.dominantShare', of: names[q], unit: 'share', level: dominantShare },
    { name: 'queue.waiting', of: names[q], unit: 'jobs', level: waiting },
  ])
}
