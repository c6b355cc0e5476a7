import type { Proposal } from './proposal.ts'
import { type Assumed, replicasFromRatio } from './ratio-to-replicas.ts'
import type { Tally } from './tally.ts'
import type { Tolerance } from './tolerance.ts'

/** Why pods without any usable sample move nothing; null: there is one. */
function withoutSamples({ ready, unready, strays }: Tally): string | null {
  if (ready.pods + strays.pods > 0) return null
  return unready.pods > 0
    ? 'did not receive metrics for targeted pods (pods might be unready)'
    : 'no metrics returned for the pods'
}

/**
 * Type Utilization: use as a whole percentage of what is requested, truncated before it is compared with the target. Usage and
 * requests in any one unit.
 */
export function byUtilisation(pods: Tally, targetPercent: number, current: number, tolerance: Tolerance): Proposal {
  const error = withoutSamples(pods)
  if (error !== null) return { error }
  const { ready, unready, missing } = pods
  if (ready.pods === 0) return { error: 'no metrics returned matched known pods' }
  const percent = Math.trunc((ready.usage * 100) / ready.request)
  const ratioWith = (assumed: Assumed) => {
    let { usage, request } = ready
    if (assumed.missing !== 'left-out') request += missing.request
    if (assumed.missing === 'busy') usage += missing.usage
    if (assumed.unready) request += unready.request
    return Math.trunc((usage * 100) / request) / targetPercent
  }
  return {
    replicas: replicasFromRatio(percent / targetPercent, pods, current, tolerance, ratioWith),
    measured: percent,
  }
}

/** What a busy pod without a sample is taken to use, under a target in percent of its request. */
export function busyUsage(request: number, targetPercent: number): number {
  return Math.trunc((request * Math.max(100, targetPercent)) / 100)
}

/** Type AverageValue: the mean over pods, truncated, against the target. */
export function byAverage(pods: Tally, target: number, current: number, tolerance: Tolerance): Proposal {
  const error = withoutSamples(pods)
  if (error !== null) return { error }
  const { ready, unready, missing, strays } = pods
  const usage = ready.usage + strays.usage
  const samples = ready.pods + strays.pods
  const mean = Math.trunc(usage / samples)
  const ratioWith = (assumed: Assumed) => {
    const others = (assumed.missing === 'left-out' ? 0 : missing.pods) + (assumed.unready ? unready.pods : 0)
    const assumedUsage = assumed.missing === 'busy' ? missing.usage : 0
    return Math.trunc((usage + assumedUsage) / (samples + others)) / target
  }
  return { replicas: replicasFromRatio(mean / target, pods, current, tolerance, ratioWith), measured: mean }
}
