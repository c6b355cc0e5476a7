import { canonicalJson } from '../base/digest.ts'
import { labelOf, selects } from '../cluster/matching.ts'
import { HOSTNAME_LABEL, type NodeGroup } from '../cluster/node-table.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import type { TallySpec } from '../cluster/tally-table.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { TopologySpreadConstraint } from '../model/scheduling.ts'
import type { LabelSelector } from '../model/selectors.ts'
import { countsNothing } from './spread-constraints.ts'
import { tolerates } from './tolerates.ts'
import { OWN_DOMAIN, TopologyDomains } from './topology-domains.ts'
import type { Candidates } from './types.ts'
import { wantsByName, wantsNode } from './wanted-nodes.ts'

/** Pods that spread constraints of one pod class count, by topology domain. */
export class SpreadCounts {
  /** Tallies that are wanted per node; `slotOf[constraint]` is the position in it, or -1. */
  readonly slots: readonly number[]
  readonly slotOf: readonly number[]
  readonly needsEveryNode: boolean
  readonly domains: readonly TopologyDomains[]
  /** [constraint][domain]: pods on nodes that count. */
  readonly sums: readonly number[][]
  /** [constraint][group]: whether the nodes carry the topology key. */
  readonly carries: readonly boolean[][]
  /** By group: whether the nodes carry all topology keys. */
  readonly complete: boolean[] = []
  private readonly podClass: PodClass
  private readonly cluster: ClusterView
  private readonly constraints: readonly TopologySpreadConstraint[]
  /** By constraint: which nodes count depends on their names. */
  private readonly byName: readonly boolean[]
  private readonly tallies: readonly number[]
  /** [constraint][group]: whether pods there count, as far as that is the same for all nodes of the group. */
  private readonly counted: readonly boolean[][]
  private readonly keysOptional: boolean

  /** `keysOptional`: nodes that lack some topology key count too, as if its value were empty. */
  constructor(
    podClass: PodClass,
    cluster: ClusterView,
    constraints: readonly TopologySpreadConstraint[],
    keysOptional: boolean,
  ) {
    this.podClass = podClass
    this.cluster = cluster
    this.constraints = constraints
    this.keysOptional = keysOptional
    this.domains = constraints.map(({ topologyKey }) => new TopologyDomains(topologyKey, keysOptional ? '' : null))
    this.sums = constraints.map(() => [])
    this.carries = constraints.map(() => [])
    this.counted = constraints.map(() => [])
    this.tallies = constraints.map(({ labelSelector }) =>
      cluster.tally(spreadTally(podClass.scheduling.namespace, labelSelector)),
    )
    const namesNodes = wantsByName(podClass)
    this.byName = constraints.map(
      (constraint) => namesNodes && constraint.nodeAffinityPolicy === 'Honor' && !perNode(constraint),
    )
    this.needsEveryNode = this.byName.includes(true)
    const wanted = constraints.map(({ topologyKey }, c) => topologyKey === HOSTNAME_LABEL || this.byName[c])
    this.slots = [...new Set(this.tallies.filter((_, c) => wanted[c]))]
    this.slotOf = this.tallies.map((tally, c) => (wanted[c] ? this.slots.indexOf(tally) : -1))
  }

  /** Brings `sums` and the tables by group up to date. */
  measure(candidates: Candidates): void {
    const { constraints, cluster, domains, sums, counted, tallies } = this
    const { groups } = cluster.nodes
    for (let g = this.complete.length; g < groups.length; g++) this.addGroup(groups[g])
    for (let c = 0; c < constraints.length; c++) {
      domains[c].refresh(groups)
      if (this.byName[c]) this.sumByNode(c, candidates)
      else if (!perNode(constraints[c])) domains[c].sum(cluster.tallies.groupSums[tallies[c]], counted[c], sums[c])
    }
  }

  /** Whether pods on the candidate's nodes count. */
  counts(constraint: number, candidates: Candidates, candidate: number): boolean {
    const group = candidates.group[candidate]
    if (!this.counted[constraint][group]) return false
    if (!this.byName[constraint]) return true
    const { groups, names } = this.cluster.nodes
    return wantsNode(this.podClass, groups[group], names[candidates.row[candidate]])
  }

  /** Pods that count in the candidate's domain. */
  at(constraint: number, candidates: Candidates, candidate: number): number {
    const domain = this.domains[constraint].of[candidates.group[candidate]]
    if (domain !== OWN_DOMAIN) return this.sums[constraint][domain]
    return this.counts(constraint, candidates, candidate) ? candidates.slots[this.slotOf[constraint]][candidate] : 0
  }

  private addGroup(group: NodeGroup): void {
    const { constraints, podClass } = this
    const carried = constraints.map(({ topologyKey }) => labelOf(group, '', topologyKey) !== undefined)
    const complete = carried.every(Boolean)
    const tolerated = group.taints.every(
      (taint) => taint.effect === 'PreferNoSchedule' || tolerates(podClass.tolerations, taint),
    )
    for (let c = 0; c < constraints.length; c++) {
      const { nodeAffinityPolicy, nodeTaintsPolicy } = constraints[c]
      const wanted = nodeAffinityPolicy === 'Ignore' || this.byName[c] || wantsNode(podClass, group, '')
      this.carries[c].push(carried[c])
      this.counted[c].push((complete || this.keysOptional) && wanted && (nodeTaintsPolicy === 'Ignore' || tolerated))
    }
    this.complete.push(complete)
  }

  private sumByNode(constraint: number, candidates: Candidates): void {
    const { of, count } = this.domains[constraint]
    const sums = this.sums[constraint]
    const column = candidates.slots[this.slotOf[constraint]]
    for (let d = 0; d < count; d++) sums[d] = 0
    for (let i = 0; i < candidates.size; i++) {
      const domain = of[candidates.group[i]]
      if (domain >= 0 && this.counts(constraint, candidates, i)) sums[domain] += column[i]
    }
  }
}

/** A soft constraint on the hostname looks at the scored node alone, whatever its policies say. */
function perNode({ topologyKey, whenUnsatisfiable }: TopologySpreadConstraint): boolean {
  return topologyKey === HOSTNAME_LABEL && whenUnsatisfiable === 'ScheduleAnyway'
}

function spreadTally(namespace: string, selector: LabelSelector | null): TallySpec {
  const nothing = countsNothing(selector)
  return {
    key: nothing ? 'spread' : canonicalJson(['spread', namespace, selector]),
    countsTerminating: false,
    weightOf: ({ labels, scheduling }) =>
      !nothing && scheduling.namespace === namespace && selects(selector, labels) ? 1 : 0,
  }
}
