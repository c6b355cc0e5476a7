import type { Amounts } from './amounts.ts'
import { DEVICE_MILLI } from './gpus.ts'
import type { PodTemplate } from './workload.ts'

/** What submissions of jobs wait in until they are let in whole. */
export interface JobQueue {
  readonly name: string
  /** What its jobs may hold at once; a resource that is not named has no end. */
  readonly quota: Amounts
  /** How much more of it while other queues leave theirs unused; a resource that is not named: all that is unused. */
  readonly borrowingLimit: Amounts
  /** Of two queues the one of twice the weight gets twice the share. */
  readonly weight: number
}

/** Quotas count devices that pods share together with the extended resource of this name. */
const GPU = 'nvidia.com/gpu'

/** Amounts as quotas are reckoned in: whole numbers, GPUs in thousandths. */
export function quotaAmounts(amounts: Amounts): Amounts {
  return GPU in amounts ? { ...amounts, [GPU]: amounts[GPU] * DEVICE_MILLI } : amounts
}

/** What so many pods hold of a quota, in the same units. Slices, whose size is their device's affair, count nothing. */
export function quotaHeld({ requests, scheduling: { gpu } }: PodTemplate, pods: number): Amounts {
  const each = quotaAmounts(requests)
  const shared = gpu === undefined || gpu.slice !== null ? 0 : gpu.count * gpu.milli
  const all = shared === 0 ? each : { ...each, [GPU]: (each[GPU] ?? 0) + shared }
  return Object.fromEntries(Object.entries(all).map(([name, amount]) => [name, amount * pods]))
}
