import { wholeReplicas } from './proposal.ts'
import type { Tally } from './tally.ts'
import { isTolerated, type Tolerance } from './tolerance.ts'

/** What is assumed of pods without a sample that counts: nothing, or that they sit idle, or that they are busy. */
export interface Assumed {
  readonly missing: 'left-out' | 'idle' | 'busy'
  /** Unready pods count as idle; otherwise they are left out. */
  readonly unready: boolean
}

/**
 * Replicas for a ratio of use to target (replica_calculator.go). Pods whose use is unknown always speak against the change:
 * busy where the ratio would scale down, idle where it would scale up; and if that turns the ratio around, nothing is done.
 */
export function replicasFromRatio(
  ratio: number,
  { ready, unready, missing, strays }: Tally,
  current: number,
  tolerance: Tolerance,
  ratioWith: (assumed: Assumed) => number,
): number {
  const upDespiteUnready = unready.pods > 0 && ratio > 1
  if (!upDespiteUnready && missing.pods === 0) {
    return isTolerated(ratio, tolerance) ? current : wholeReplicas(ratio * ready.pods)
  }
  const missingAs = ratio === 1 ? 'left-out' : ratio < 1 ? 'busy' : 'idle'
  const damped = ratioWith({ missing: missingAs, unready: upDespiteUnready })
  const turned = (ratio < 1 && damped > 1) || (ratio > 1 && damped < 1)
  if (turned || isTolerated(damped, tolerance)) return current
  const samples =
    ready.pods + strays.pods + (missingAs === 'left-out' ? 0 : missing.pods) + (upDespiteUnready ? unready.pods : 0)
  const replicas = wholeReplicas(damped * samples)
  const against = (damped < 1 && replicas > current) || (damped > 1 && replicas < current)
  return against ? current : replicas
}
