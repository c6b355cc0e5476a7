import { HOSTNAME_LABEL } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import type { CandidateScore, Candidates, ScorePlugin } from '../placement/types.ts'
import { spreadConstraints } from '../spread-constraints.ts'
import { type SpreadCount, SpreadCounts } from '../spread-counts.ts'
import { type SpreadOptions, spreadOptions } from '../spread-options.ts'

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
  const { each, complete } = counts
  let burdens = new Float64Array(0)

  /** Puts 0 where a candidate is scored and -1 where not; returns how many nodes are. */
  function clear({ size, feasible, group }: Candidates): number {
    let nodes = 0
    for (let i = 0; i < size; i++) {
      const isScored = feasible[i] > 0 && (keysOptional || complete[group[i]])
      burdens[i] = isScored ? 0 : -1
      if (isScored) nodes += feasible[i]
    }
    return nodes
  }

  return {
    reach: 'candidates',
    slots: counts.slots,
    needsEveryNode: counts.needsEveryNode,
    add(candidates, weight, totals) {
      const { size } = candidates
      if (burdens.length < size) burdens = new Float64Array(size * 2)
      counts.measure(candidates)
      const nodes = clear(candidates)
      for (let c = 0; c < each.length; c++) {
        if (each[c].constraint.topologyKey === HOSTNAME_LABEL) burdenByNode(each[c], candidates, nodes, burdens)
        else burdenByDomain(each[c], candidates, burdens)
      }
      let least = Number.POSITIVE_INFINITY
      let greatest = 0
      for (let i = 0; i < size; i++) {
        if (burdens[i] < 0) continue
        const burden = Math.round(burdens[i])
        burdens[i] = burden
        if (burden < least) least = burden
        if (burden > greatest) greatest = burden
      }
      for (let i = 0; i < size; i++) {
        if (burdens[i] < 0) continue
        totals[i] += weight * (greatest === 0 ? 100 : Math.floor((100 * (greatest + least - burdens[i])) / greatest))
      }
    },
  }
}

/** Every scored node is a domain, with its own pods. */
function burdenByNode(count: SpreadCount, candidates: Candidates, nodes: number, burdens: Float64Array): void {
  const { carries } = count
  const { size, group } = candidates
  const pods = candidates.slots[count.slot]
  const weight = Math.log(nodes + 2)
  const head = count.constraint.maxSkew - 1
  for (let i = 0; i < size; i++) {
    if (burdens[i] >= 0 && carries[group[i]]) burdens[i] += pods[i] * weight + head
  }
}

/** The feasible domains are those of scored nodes, with all pods that count there. */
function burdenByDomain(count: SpreadCount, candidates: Candidates, burdens: Float64Array): void {
  const { carries, sums, seen, domains } = count
  const { of } = domains
  const { size, group } = candidates
  let found = 0
  for (let d = 0; d < domains.count; d++) seen[d] = false
  for (let i = 0; i < size; i++) {
    if (burdens[i] < 0) continue
    const domain = of[group[i]]
    if (!seen[domain]) found++
    seen[domain] = true
  }
  const weight = Math.log(found + 2)
  const head = count.constraint.maxSkew - 1
  for (let i = 0; i < size; i++) {
    if (burdens[i] >= 0 && carries[group[i]]) burdens[i] += sums[of[group[i]]] * weight + head
  }
}
