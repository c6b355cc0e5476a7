import type { Cluster } from '../../cluster/cluster.ts'
import { grown } from '../../cluster/grown.ts'
import { NODE_READY } from '../../cluster/node-table.ts'
import type { PreparedPod } from './prepared-pod.ts'
import { ReasonLists } from './reason-lists.ts'

const ABSENT = 0
export const PASSES = 1
/** Of the first codes that mean a filter: two for each, for good or not. */
const FIRST_FILTER = 2

/** What a filter's no looks like in a column; `filter` is its position in the profile. */
export function rejectionCode(filter: number, resolvable: boolean): number {
  return FIRST_FILTER + 2 * filter + (resolvable ? 1 : 0)
}

export function isResolvable(code: number): boolean {
  return code >= FIRST_FILTER && code % 2 === 1
}

/** -1 where no filter turned the node down. */
export function filterOf(code: number): number {
  return code < FIRST_FILTER ? -1 : (code - FIRST_FILTER) >> 1
}

/**
 * For one pod class, the first node filter that turns each node down. Kept from one failed attempt to the next, so that another attempt
 * costs as much as nodes have changed since.
 */
export class NodeRejections {
  codes = new Uint8Array(0)
  /** By filter: how many nodes it turns down. */
  readonly counts: Int32Array
  /** Nodes that pass all node filters. */
  passing = 0
  readonly reasons = new ReasonLists()
  /** By list of reasons: how many nodes give it. */
  readonly reasonCounts: number[] = []
  /** By node that is turned down: its list of reasons. */
  private reasonsOf = new Int32Array(0)
  private readonly cluster: Cluster
  private readonly prepared: PreparedPod
  private version = -1
  private changed = new Int32Array(0)
  private readonly single = new Int32Array(1)

  constructor(cluster: Cluster, prepared: PreparedPod) {
    this.cluster = cluster
    this.prepared = prepared
    this.counts = new Int32Array(prepared.filters.length)
  }

  catchUp(): void {
    const { changes, nodes } = this.cluster
    const capacity = nodes.state.length
    if (this.codes.length < capacity) {
      this.codes = grown(this.codes, new Uint8Array(capacity))
      this.reasonsOf = grown(this.reasonsOf, new Int32Array(capacity))
      this.changed = new Int32Array(capacity)
    }
    const known = this.version === -1 ? -1 : changes.since(this.version, this.changed)
    if (known === -1) for (let row = 0; row < nodes.rows; row++) this.judge(row)
    for (let i = 0; i < known; i++) this.judge(this.changed[i])
    this.version = changes.version
  }

  private judge(row: number): void {
    this.tally(row, -1)
    this.codes[row] = this.codeOf(row)
    this.tally(row, 1)
  }

  private codeOf(row: number): number {
    if (this.cluster.nodes.state[row] !== NODE_READY) return ABSENT
    const { filters } = this.prepared
    for (let f = 0; f < filters.length; f++) {
      const { filter } = filters[f]
      this.single[0] = row
      if (filter.reach !== 'node' || filter.keep(this.single, 1) > 0) continue
      const { reasons, resolvable } = filter.explain(row)
      this.reasonsOf[row] = this.reasons.idOf(reasons)
      return rejectionCode(f, resolvable)
    }
    return PASSES
  }

  private tally(row: number, by: 1 | -1): void {
    const code = this.codes[row]
    if (code === PASSES) this.passing += by
    else if (code !== ABSENT) {
      const list = this.reasonsOf[row]
      this.counts[filterOf(code)] += by
      this.reasonCounts[list] = (this.reasonCounts[list] ?? 0) + by
    }
  }
}
