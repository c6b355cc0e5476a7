import { HOSTNAME_LABEL } from '../cluster/node-table.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { Candidates } from './placement/types.ts'
import { NO_DOMAIN, OWN_DOMAIN, TopologyDomains } from './topology-domains.ts'

/** A tally to be asked for by topology domain. */
export interface KeyedTally {
  readonly topologyKey: string
  readonly tally: number
}

/** Tallies by topology domain: what they come to in the domain that a candidate is in. */
export class TopologyTallies {
  /** Tallies that are wanted per node. */
  readonly slots: readonly number[]
  private readonly cluster: ClusterView
  private readonly tallies: readonly KeyedTally[]
  private readonly domains: readonly TopologyDomains[]
  private readonly slotOf: readonly number[]
  private readonly sums: readonly number[][]

  constructor(cluster: ClusterView, tallies: readonly KeyedTally[]) {
    this.cluster = cluster
    this.tallies = tallies
    const byKey = new Map(tallies.map(({ topologyKey }) => [topologyKey, new TopologyDomains(topologyKey)]))
    this.domains = tallies.map(({ topologyKey }) => byKey.get(topologyKey) as TopologyDomains)
    this.sums = tallies.map(() => [])
    const perNode = tallies.filter(({ topologyKey }) => topologyKey === HOSTNAME_LABEL)
    this.slots = [...new Set(perNode.map(({ tally }) => tally))]
    this.slotOf = tallies.map(({ tally }) => this.slots.indexOf(tally))
  }

  /** Brings the sums by domain up to date. */
  measure(): void {
    const { groupSums } = this.cluster.tallies
    const { groups } = this.cluster.nodes
    for (let t = 0; t < this.tallies.length; t++) {
      this.domains[t].refresh(groups)
      this.domains[t].sum(groupSums[this.tallies[t].tally], null, this.sums[t])
    }
  }

  carries(t: number, group: number): boolean {
    return this.domains[t].of[group] !== NO_DOMAIN
  }

  /** The sum in the candidate's domain; 0 where its nodes lack the topology key. */
  at(t: number, candidates: Candidates, candidate: number): number {
    const domain = this.domains[t].of[candidates.group[candidate]]
    if (domain === NO_DOMAIN) return 0
    return domain === OWN_DOMAIN ? candidates.slots[this.slotOf[t]][candidate] : this.sums[t][domain]
  }
}
