import { labelOf, termSelects } from '../../cluster/matching.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { repelledTallies, repellingTallies, requiredTallies } from '../affinity-tallies.ts'
import { candidateFilter } from '../candidate-filter.ts'
import { type InterPodAffinityOptions, interPodAffinityOptions } from '../inter-pod-affinity-options.ts'
import type { CandidateFilter, Candidates, ClusterEvent, FilterPlugin, Rejection } from '../placement/types.ts'
import { TopologyTallies } from '../topology-tally.ts'

const NO_FRIENDS: Rejection = { reasons: ["node(s) didn't match pod affinity rules"], resolvable: false }
const REPELLED: Rejection = { reasons: ["node(s) didn't match pod anti-affinity rules"], resolvable: true }
const REPELLING: Rejection = {
  reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"],
  resolvable: true,
}

/** Required pod affinity and anti-affinity, the latter also of the pods that are there against the one that comes. */
export const interPodAffinity: FilterPlugin<InterPodAffinityOptions> = {
  name: 'InterPodAffinity',
  doc: 'Keeps pods near the pods that they must be near to, and apart from those that one of both must be apart from.',
  options: interPodAffinityOptions,
  retry: { events: ['pod-bound', 'pod-gone', 'node-added'], helps: changesNeighbours },
  prepare: requiredAffinity,
}

/**
 * A pod to be near to comes; one that was to be apart from goes, or the last one to be near to, so that the pod may be the first;
 * a node joins that has every domain that the pod must be in. More than kube-scheduler's own hints, which overlook the anti-affinity
 * of the pod that goes.
 */
function changesNeighbours(event: ClusterEvent, podClass: PodClass, cluster: ClusterView): boolean {
  const { pod, podAnti } = podClass.scheduling.affinity
  const { nodes, namespaces } = cluster
  if (event.kind !== 'pod-bound' && event.kind !== 'pod-gone') {
    const group = nodes.groups[nodes.group[event.node]]
    return pod.required.every(({ topologyKey }) => labelOf(group, nodes.names[event.node], topologyKey) !== undefined)
  }
  const other = event.podClass
  const isFriend =
    pod.required.length > 0 && pod.required.every((term) => termSelects(term, podClass, other, namespaces))
  if (isFriend || event.kind === 'pod-bound') return isFriend
  const theirs = other.scheduling.affinity.podAnti.required
  return (
    podAnti.required.some((term) => termSelects(term, podClass, other, namespaces)) ||
    theirs.some((term) => termSelects(term, other, podClass, namespaces))
  )
}

function requiredAffinity(podClass: PodClass, cluster: ClusterView): CandidateFilter | null {
  const required = requiredTallies(podClass, cluster)
  const repelled = repelledTallies(podClass, cluster)
  const repelling = repellingTallies(podClass, cluster)
  const tallies = new TopologyTallies(cluster, [...required, ...repelled, ...repelling])
  const lastRequired = required.length
  const lastRepelled = lastRequired + repelled.length
  const last = lastRepelled + repelling.length
  if (last === 0) return null
  const terms = podClass.scheduling.affinity.pod.required
  const likesItself = terms.every((term) => termSelects(term, podClass, podClass, cluster.namespaces))
  /** The pod may be the first of its kind: it would be near itself, and nobody else that it asks for is in any domain. */
  let isFirst = false

  function measure(): void {
    tallies.measure()
    isFirst = likesItself && lastRequired > 0 && !anyInDomains(required[0].tally)
  }

  function anyInDomains(tally: number): boolean {
    const sums = cluster.tallies.groupSums[tally]
    for (let g = 0; g < cluster.nodes.groups.length; g++) {
      if (sums[g] === 0) continue
      for (let t = 0; t < lastRequired; t++) if (tallies.carries(t, g)) return true
    }
    return false
  }

  function rejection(candidates: Candidates, i: number): Rejection | null {
    for (let t = 0; t < lastRequired; t++) {
      if (isFirst ? !tallies.carries(t, candidates.group[i]) : tallies.at(t, candidates, i) === 0) return NO_FRIENDS
    }
    for (let t = lastRequired; t < lastRepelled; t++) if (tallies.at(t, candidates, i) > 0) return REPELLED
    for (let t = lastRepelled; t < last; t++) if (tallies.at(t, candidates, i) > 0) return REPELLING
    return null
  }

  return candidateFilter({ slots: tallies.slots, measure, rejection })
}
