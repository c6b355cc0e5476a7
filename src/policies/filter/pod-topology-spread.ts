import { labelOf, selects } from '../../cluster/matching.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { candidateFilter } from '../candidate-filter.ts'
import type { CandidateFilter, Candidates, ClusterEvent, FilterPlugin, Rejection } from '../placement/types.ts'
import { spreadConstraints } from '../spread-constraints.ts'
import { type SpreadCount, SpreadCounts } from '../spread-counts.ts'
import { type SpreadOptions, spreadOptions } from '../spread-options.ts'
import { OWN_DOMAIN } from '../topology-domains.ts'

const MISSING_KEY: Rejection = {
  reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"],
  resolvable: false,
}
const TOO_SKEWED: Rejection = { reasons: ["node(s) didn't match pod topology spread constraints"], resolvable: true }

/**
 * A node passes a DoNotSchedule constraint when its domain would be at most maxSkew ahead of the emptiest one:
 * matching pods in the domain + 1 if the pod itself matches − least over all domains ≤ maxSkew.
 */
export const podTopologySpread: FilterPlugin<SpreadOptions> = {
  name: 'PodTopologySpread',
  doc: 'Keeps pods off topology domains that have too many more of their kind than others (DoNotSchedule constraints).',
  options: spreadOptions,
  retry: {
    events: ['pod-bound', 'pod-gone', 'node-added', 'node-changed', 'node-removed'],
    helps: changesCounts,
  },
  prepare: hardSpread,
}

/** Pods that some constraint counts, coming or going, and nodes that could be in a domain of every constraint. */
function changesCounts(
  event: ClusterEvent,
  podClass: PodClass,
  { nodes }: ClusterView,
  options: SpreadOptions,
): boolean {
  const { constraints } = spreadConstraints(podClass, options, 'DoNotSchedule')
  if (event.kind === 'pod-bound' || event.kind === 'pod-gone') {
    const { labels, scheduling } = event.podClass
    if (scheduling.namespace !== podClass.scheduling.namespace) return false
    return constraints.some(({ labelSelector }) => selects(labelSelector, labels))
  }
  const group = nodes.groups[nodes.group[event.node]]
  return constraints.every(({ topologyKey }) => labelOf(group, nodes.names[event.node], topologyKey) !== undefined)
}

function hardSpread(podClass: PodClass, cluster: ClusterView, options: SpreadOptions): CandidateFilter | null {
  const { constraints } = spreadConstraints(podClass, options, 'DoNotSchedule')
  if (constraints.length === 0) return null
  const counts = new SpreadCounts(podClass, cluster, constraints, false)
  const { each } = counts
  /** By constraint: how many more pods than the least a domain may have before this one comes. */
  const room = constraints.map(
    ({ maxSkew, labelSelector }) => maxSkew - (selects(labelSelector, podClass.labels) ? 1 : 0),
  )
  const least = constraints.map(() => 0)
  return candidateFilter({
    slots: counts.slots,
    needsEveryNode: counts.needsEveryNode,
    measure(candidates) {
      counts.measure(candidates)
      for (let c = 0; c < each.length; c++) least[c] = leastCount(each[c], candidates)
    },
    rejection(candidates, i) {
      const group = candidates.group[i]
      for (let c = 0; c < each.length; c++) {
        const count = each[c]
        if (!count.carries[group]) return MISSING_KEY
        if (count.at(candidates, i) - least[c] > room[c]) return TOO_SKEWED
      }
      return null
    },
  })
}

/** The least count of all domains with a node that counts; 0 when there are fewer of them than minDomains. */
function leastCount(count: SpreadCount, candidates: Candidates): number {
  const { sums, seen, domains, constraint } = count
  const { of } = domains
  const { size, group, nodes } = candidates
  const column = candidates.slots[count.slot]
  let found = 0
  let least = Number.POSITIVE_INFINITY
  for (let d = 0; d < domains.count; d++) seen[d] = false
  for (let i = 0; i < size; i++) {
    if (!count.counts(candidates, i)) continue
    const domain = of[group[i]]
    if (domain === OWN_DOMAIN) {
      found += nodes[i]
      if (column[i] < least) least = column[i]
    } else if (!seen[domain]) {
      seen[domain] = true
      found++
      if (sums[domain] < least) least = sums[domain]
    }
  }
  return found < (constraint.minDomains ?? 1) ? 0 : least
}
