import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { hasPreferences, preferenceTallies } from '../affinity-tallies.ts'
import { type InterPodAffinityOptions, interPodAffinityOptions } from '../inter-pod-affinity-options.ts'
import type { CandidateScore, ScorePlugin } from '../placement/types.ts'
import { TopologyTallies } from '../topology-tally.ts'

/**
 * Sums the weights of preferred terms that hold in a node's domains, the pod's own and those of the pods that are there, and
 * stretches the sums over 0 to 100. Where all nodes are equal, all get 0.
 */
export const interPodAffinity: ScorePlugin<InterPodAffinityOptions> = {
  name: 'InterPodAffinity',
  doc: 'Prefers domains with pods that the pod wants to be near to or that want it near, less those that are to be apart.',
  options: interPodAffinityOptions,
  prepare: preferredAffinity,
}

function preferredAffinity(
  podClass: PodClass,
  cluster: ClusterView,
  { hardPodAffinityWeight, ignorePreferredTermsOfExistingPods }: InterPodAffinityOptions,
): CandidateScore | null {
  if (ignorePreferredTermsOfExistingPods && !hasPreferences(podClass)) return null
  const keyed = preferenceTallies(podClass, cluster, hardPodAffinityWeight)
  if (keyed.length === 0) return null
  const tallies = new TopologyTallies(cluster, keyed)
  let sums = new Float64Array(0)
  return {
    reach: 'candidates',
    slots: tallies.slots,
    add(candidates, weight, totals) {
      const { size, feasible } = candidates
      if (sums.length < size) sums = new Float64Array(size * 2)
      tallies.measure()
      let least = Number.POSITIVE_INFINITY
      let greatest = Number.NEGATIVE_INFINITY
      for (let i = 0; i < size; i++) {
        if (feasible[i] === 0) continue
        let sum = 0
        for (let t = 0; t < keyed.length; t++) sum += tallies.at(t, candidates, i)
        sums[i] = sum
        if (sum < least) least = sum
        if (sum > greatest) greatest = sum
      }
      const range = greatest - least
      if (!(range > 0)) return
      for (let i = 0; i < size; i++) {
        if (feasible[i] > 0) totals[i] += weight * Math.floor(100 * ((sums[i] - least) / range))
      }
    },
  }
}
