import { canonicalJson } from '../base/digest.ts'
import { labelOf, selects } from '../cluster/matching.ts'
import { HOSTNAME_LABEL, type NodeGroup } from '../cluster/node-table.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import type { TallySpec } from '../cluster/tally-table.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { TopologySpreadConstraint } from '../model/scheduling.ts'
import type { LabelSelector } from '../model/selectors.ts'
import type { Candidates } from './placement/types.ts'
import { countsNothing } from './spread-constraints.ts'
import { tolerates } from './tolerates.ts'
import { OWN_DOMAIN, TopologyDomains } from './topology-domains.ts'
import { wantsByName, wantsNode } from './wanted-nodes.ts'

/** The pods that one spread constraint counts, by topology domain. */
export class SpreadCount {
  readonly constraint: TopologySpreadConstraint
  readonly tally: number
  readonly domains: TopologyDomains
  /** By domain: pods on nodes that count. */
  readonly sums: number[] = []
  /** By domain, scratch for whoever walks through candidates. */
  readonly seen: boolean[] = []
  /** By group: whether the nodes carry the topology key. */
  readonly carries: boolean[] = []
  /** Which nodes count depends on their names. */
  readonly byName: boolean
  /** Position of the tally in `SpreadCounts.slots`; -1 where it is not wanted per node. */
  slot = -1
  private readonly podClass: PodClass
  private readonly cluster: ClusterView
  private readonly perNode: boolean
  /** By group: whether pods there count, as far as that is the same for all nodes of the group. */
  private readonly counted: boolean[] = []

  constructor(podClass: PodClass, cluster: ClusterView, constraint: TopologySpreadConstraint, missing: string | null) {
    const { topologyKey, labelSelector, nodeAffinityPolicy, whenUnsatisfiable } = constraint
    this.podClass = podClass
    this.cluster = cluster
    this.constraint = constraint
    this.domains = new TopologyDomains(topologyKey, missing)
    this.tally = cluster.tally(spreadTally(podClass.scheduling.namespace, labelSelector))
    // A soft constraint on the hostname looks at the scored node alone, whatever its policies say.
    this.perNode = topologyKey === HOSTNAME_LABEL && whenUnsatisfiable === 'ScheduleAnyway'
    this.byName = nodeAffinityPolicy === 'Honor' && !this.perNode && wantsByName(podClass)
  }

  addGroup(group: NodeGroup, mayCount: boolean): void {
    const { podClass, constraint } = this
    const isWanted = constraint.nodeAffinityPolicy === 'Ignore' || this.byName || wantsNode(podClass, group, '')
    const isBearable =
      constraint.nodeTaintsPolicy === 'Ignore' ||
      group.taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerates(podClass.tolerations, taint))
    this.carries.push(carries(group, constraint))
    this.counted.push(mayCount && isWanted && isBearable)
  }

  measure(candidates: Candidates): void {
    const { domains, cluster, sums } = this
    domains.refresh(cluster.nodes.groups)
    if (this.byName) this.sumByNode(candidates)
    else if (!this.perNode) domains.sum(cluster.tallies.groupSums[this.tally], this.counted, sums)
  }

  /** Whether pods on the candidate's nodes count. */
  counts(candidates: Candidates, candidate: number): boolean {
    const group = candidates.group[candidate]
    if (!this.counted[group]) return false
    if (!this.byName) return true
    const { groups, names } = this.cluster.nodes
    return wantsNode(this.podClass, groups[group], names[candidates.row[candidate]])
  }

  /** Pods that count in the candidate's domain. */
  at(candidates: Candidates, candidate: number): number {
    const domain = this.domains.of[candidates.group[candidate]]
    if (domain !== OWN_DOMAIN) return this.sums[domain]
    return this.counts(candidates, candidate) ? candidates.slots[this.slot][candidate] : 0
  }

  private sumByNode(candidates: Candidates): void {
    const { sums } = this
    const { of, count } = this.domains
    const column = candidates.slots[this.slot]
    for (let d = 0; d < count; d++) sums[d] = 0
    for (let i = 0; i < candidates.size; i++) {
      const domain = of[candidates.group[i]]
      if (domain >= 0 && this.counts(candidates, i)) sums[domain] += column[i]
    }
  }
}

/** The counts of a pod's spread constraints, in their order. */
export class SpreadCounts {
  readonly each: readonly SpreadCount[]
  /** Tallies that are wanted per node. */
  readonly slots: readonly number[]
  readonly needsEveryNode: boolean
  /** By group: whether the nodes carry all topology keys. */
  readonly complete: boolean[] = []
  private readonly cluster: ClusterView
  private readonly keysOptional: boolean

  /** `keysOptional`: nodes that lack some topology key count too, as if its value were empty. */
  constructor(
    podClass: PodClass,
    cluster: ClusterView,
    constraints: readonly TopologySpreadConstraint[],
    keysOptional: boolean,
  ) {
    this.cluster = cluster
    this.keysOptional = keysOptional
    const missing = keysOptional ? '' : null
    this.each = constraints.map((constraint) => new SpreadCount(podClass, cluster, constraint, missing))
    const perNode = this.each.filter(({ constraint, byName }) => byName || constraint.topologyKey === HOSTNAME_LABEL)
    this.slots = [...new Set(perNode.map(({ tally }) => tally))]
    for (const count of perNode) count.slot = this.slots.indexOf(count.tally)
    this.needsEveryNode = this.each.some(({ byName }) => byName)
  }

  /** Brings the tables by group and the sums by domain up to date. */
  measure(candidates: Candidates): void {
    const { complete, each } = this
    const { groups } = this.cluster.nodes
    while (complete.length < groups.length) {
      const group = groups[complete.length]
      const hasAll = each.every(({ constraint }) => carries(group, constraint))
      for (const count of each) count.addGroup(group, hasAll || this.keysOptional)
      complete.push(hasAll)
    }
    for (let c = 0; c < each.length; c++) each[c].measure(candidates)
  }
}

function carries(group: NodeGroup, { topologyKey }: TopologySpreadConstraint): boolean {
  return labelOf(group, '', topologyKey) !== undefined
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
