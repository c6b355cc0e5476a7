import type { TargetShape } from './gpus.ts'
import type { Workload } from './workload.ts'

/** Rare kinds of pods would only make fragmentation slower to reckon. */
const KEPT_SHARE = 0.95

type Kind = Omit<TargetShape, 'share'>

/**
 * The kinds of pods that are most frequent, until together they are at least 95 % of all; of equally frequent ones the larger
 * first. Shares of those that are left make 1, as a share of all over the share that is kept: scores of placements that change
 * nothing depend on the last digit.
 */
export function targetWorkload(pods: readonly (Kind & { readonly pods: number })[]): TargetShape[] {
  const ordered = [...pods].sort((a, b) => b.pods - a.pods || byLarger(a, b))
  const all = ordered.reduce((sum, shape) => sum + shape.pods, 0)
  let count = 0
  const frequent = ordered.filter((shape) => {
    const isWanted = count < all * KEPT_SHARE
    if (isWanted) count += shape.pods
    return isWanted
  })
  return frequent.map(({ cpuMilli, gpu, pods: each }) => ({ cpuMilli, gpu, share: each / all / (count / all) }))
}

function byLarger(a: Kind, b: Kind): number {
  const spec = ({ gpu }: Kind) => gpu?.models.join('|') ?? ''
  return (
    b.cpuMilli - a.cpuMilli ||
    (b.gpu?.milli ?? 0) - (a.gpu?.milli ?? 0) ||
    (b.gpu?.count ?? 0) - (a.gpu?.count ?? 0) ||
    (spec(a) > spec(b) ? -1 : spec(a) < spec(b) ? 1 : 0)
  )
}

/** The pods that the workloads start with or submit; of submissions that follow a curve only those of one are counted. */
export function ownTarget(workloads: readonly Workload[]): TargetShape[] {
  return targetWorkload(
    workloads.map((workload) => ({
      cpuMilli: workload.pod.requests['cpu'] ?? 0,
      gpu: workload.pod.scheduling.gpu ?? null,
      pods: podsOf(workload),
    })),
  )
}

function podsOf(workload: Workload): number {
  if (workload.kind === 'service') return Math.max(1, workload.replicas)
  if (workload.kind === 'function') return Math.max(1, workload.provisioned)
  const { arrivals, parallelism } = workload
  return parallelism * (arrivals.kind === 'at' ? arrivals.timesUs.length : 1)
}
