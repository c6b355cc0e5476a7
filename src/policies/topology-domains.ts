import { HOSTNAME_LABEL, type NodeGroup } from '../cluster/node-table.ts'
import type { Column } from '../cluster/view.ts'

/** In place of a domain: the group's nodes lack the topology key. */
export const NO_DOMAIN = -1
/** In place of a domain: every node of the group is a domain by itself, as its hostname is its name. */
export const OWN_DOMAIN = -2

/** The domains of a topology key: the values that the label has, numbered as they first appear among the node groups. */
export class TopologyDomains {
  /** By group: its domain. */
  readonly of: number[] = []
  private readonly key: string
  private readonly missing: string | null
  private readonly numbers = new Map<string, number>()

  /** `missing`: the value that nodes without the key count as; null: they are in no domain. */
  constructor(key: string, missing: string | null = null) {
    this.key = key
    this.missing = missing
  }

  /** Takes in groups that were not there the last time. */
  refresh(groups: readonly NodeGroup[]): void {
    while (this.of.length < groups.length) this.of.push(this.domainOf(groups[this.of.length]))
  }

  get count(): number {
    return this.numbers.size
  }

  /** Sets `sums[domain]` to the sum of a tally over the groups of the domain; `counted`, where given, says which groups count. */
  sum(groupSums: Column, counted: readonly boolean[] | null, sums: number[]): void {
    const { of, count } = this
    for (let d = 0; d < count; d++) sums[d] = 0
    for (let g = 0; g < of.length; g++) {
      const domain = of[g]
      if (domain >= 0 && (counted === null || counted[g])) sums[domain] += groupSums[g]
    }
  }

  private domainOf(group: NodeGroup): number {
    if (this.key === HOSTNAME_LABEL && group.namedByHostname) return OWN_DOMAIN
    const value = group.labels.get(this.key) ?? this.missing
    if (value === null) return NO_DOMAIN
    let number = this.numbers.get(value)
    if (number === undefined) {
      number = this.numbers.size
      this.numbers.set(value, number)
    }
    return number
  }
}
