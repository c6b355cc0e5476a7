import { HOSTNAME_LABEL } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { spreadConstraints } from '../spread-constraints.ts'
import { SpreadCounts } from '../spread-counts.ts'
import { type SpreadOptions, spreadOptions } from '../spread-options.ts'
import type { CandidateScore, Candidates, ScorePlugin } from '../types.ts'

/**
 * kube-scheduler's soft spread: a node's burden is Σ over constraints of matching pods in its domain × ln(domains + 2) + maxSkew − 1,
 * rounded once; the score is 100 × (greatest + least − burden) div greatest. Nodes that lack a topology key get 0, unless
 * the constraints are the system's own.
 */
export const podTopologySpread: ScorePlugin<SpreadOptions> = {
  name: 'PodTopologySpread',
  doc: 'Prefers topology domains with fewer pods of the same kind (ScheduleAnyway constraints, or the default ones).',
  options: spreadOptions,
  prepare: softSpread,
}

function softSpread(podClass: PodClass, cluster: ClusterView, options: SpreadOptions): CandidateScore | null {
  const { constraints, source } = spreadConstraints(podClass, options, 'ScheduleAnyway')
  if (constraints.length === 0) return null
  const keysOptional = source === 'system'
  const counts = new SpreadCounts(podClass, cluster, constraints, keysOptional)
  const perNode = constraints.map(({ topologyKey }) => topologyKey === HOSTNAME_LABEL)
  const weights = constraints.map(() => 0)
  const seen: boolean[] = []
  let burdens = new Float64Array(0)

  const isScored = (candidates: Candidates, i: number) =>
    candidates.feasible[i] > 0 && (keysOptional || counts.complete[candidates.group[i]])

  /** How many domains of a constraint have a node to choose from; for the hostname, how many nodes there are. */
  function domainsInReach(c: number, candidates: Candidates): number {
    const { of, count } = counts.domains[c]
    let domains = 0
    for (let d = 0; d < count; d++) seen[d] = false
    for (let i = 0; i < candidates.size; i++) {
      if (!isScored(candidates, i)) continue
      const domain = of[candidates.group[i]]
      if (perNode[c]) domains += candidates.feasible[i]
      else if (!seen[domain]) {
        seen[domain] = true
        domains++
      }
    }
    return domains
  }

  function burden(candidates: Candidates, i: number): number {
    const group = candidates.group[i]
    let sum = 0
    for (let c = 0; c < constraints.length; c++) {
      if (!counts.carries[c][group]) continue
      const pods = perNode[c] ? candidates.slots[counts.slotOf[c]][i] : counts.sums[c][counts.domains[c].of[group]]
      sum += pods * weights[c] + (constraints[c].maxSkew - 1)
    }
    return Math.round(sum)
  }

  return {
    reach: 'candidates',
    slots: counts.slots,
    needsEveryNode: counts.needsEveryNode,
    add(candidates, weight, totals) {
      const { size } = candidates
      if (burdens.length < size) burdens = new Float64Array(size * 2)
      counts.measure(candidates)
      for (let c = 0; c < constraints.length; c++) weights[c] = Math.log(domainsInReach(c, candidates) + 2)
      let least = Number.POSITIVE_INFINITY
      let greatest = 0
      for (let i = 0; i < size; i++) {
        if (!isScored(candidates, i)) continue
        const here = burden(candidates, i)
        burdens[i] = here
        if (here < least) least = here
        if (here > greatest) greatest = here
      }
      for (let i = 0; i < size; i++) {
        if (!isScored(candidates, i)) continue
        totals[i] += weight * (greatest === 0 ? 100 : Math.floor((100 * (greatest + least - burdens[i])) / greatest))
      }
    },
  }
}
