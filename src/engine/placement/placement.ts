import type { Random } from '../../base/random.ts'
import type { Cluster } from '../../cluster/cluster.ts'
import { NODE_READY } from '../../cluster/node-table.ts'
import { viewOf } from '../../cluster/view.ts'
import type { Candidates, Rejection } from '../../policies/placement/types.ts'
import { feasibleNodesToFind, nextStartIndex } from '../sampling.ts'
import { Batch } from './batch.ts'
import { CandidateTable } from './candidate-table.ts'
import { FrontIndex, hasFront } from './front-index.ts'
import { filterOf, isResolvable, NodeRejections, PASSES, rejectionCode } from './node-rejections.ts'
import { type PlacementParts, type PreparedPod, preparePod } from './prepared-pod.ts'
import { type Ranking, rankingOf } from './ranking.ts'
import { Ranks } from './ranks.ts'
import { Scan } from './scan.ts'
import { ScoreIndex } from './score-index.ts'

/** Fewer nodes than this are scanned: an index would not be faster. */
const SCANNED_NODES = 32

/** Nodes that a search for the first fit looks at at a time. */
const FIRST_BLOCK = 4
const BLOCK = 128

const NO_NODES: ReadonlySet<number> = new Set()

interface ClassState {
  readonly prepared: PreparedPod
  readonly table: CandidateTable
  readonly index: ScoreIndex | FrontIndex | null
  readonly rejections: NodeRejections
  readonly affinityEpoch: number
  /** Groups that the index was chosen for; null: it does for any. */
  readonly groups: number | null
}

/** Why a class found no node, in short. */
export interface Rejections {
  /** The filters that were the first to turn some node down. */
  readonly by: readonly PlacementParts['filters'][number][]
  /** No ready node passes all filters. */
  readonly everywhere: boolean
  /** Whether evicting pods from a node could help. */
  readonly isResolvable: (node: number) => boolean
  /** The reason that most nodes gave; null when there was no node to ask. */
  readonly topReason: string | null
}

/** Why the scheduler did not put a pod on a node: the first filter that turned it down. */
export interface NodeVerdict extends Rejection {
  readonly node: number
  readonly filter: string
}

/** Chooses nodes for pod classes: filter, score, pick. Reads the cluster and changes nothing. */
export class Placement {
  private readonly cluster: Cluster
  private readonly parts: PlacementParts
  private readonly ties: Random | null
  private readonly byScanOnly: boolean
  private readonly scan: Scan
  private readonly ranks: Ranks
  private readonly batch = new Batch()
  private readonly classes: (ClassState | undefined)[] = []
  private rows = new Int32Array(0)
  private readonly single = new Int32Array(1)
  private readonly block = new Int32Array(BLOCK)
  /** Where in visiting order the next search begins, when not all nodes are looked at. */
  private startIndex = 0

  /** `byScan` never uses the index: the slow twin. */
  constructor(cluster: Cluster, parts: PlacementParts, random: Random, byScan = false) {
    this.cluster = cluster
    this.parts = parts
    this.ties = parts.ties === 'random' ? random : null
    this.byScanOnly = byScan
    this.scan = new Scan(cluster)
    this.ranks = new Ranks(cluster)
  }

  /** The node that the policy puts first among ready nodes, or -1 when no node is feasible. */
  choose(podClass: number): number {
    const { prepared, table, index } = this.state(podClass)
    if (this.parts.percentageOfNodesToScore < 100) return this.chooseOfSome(prepared, table)
    const { count } = this.cluster.order
    const indexed = count >= SCANNED_NODES && !this.cluster.forked
    if (index !== null && indexed && index.size * 4 <= Math.max(count, 1024)) return index.choose(this.ties)
    const ready = this.readyRows()
    return this.scan.choose(prepared, table, this.rows, ready, this.ties)
  }

  /**
   * The best of as many feasible nodes as the profile wants to look at, searched in visiting order from where the last search
   * ended (kube-scheduler, schedule_one.go; one after the other, as with parallelism 1).
   */
  private chooseOfSome(prepared: PreparedPod, table: CandidateTable): number {
    const ready = this.readyRows()
    if (ready === 0) return -1
    const rows = rotated(this.rows, ready, this.startIndex % ready)
    const wanted = this.wantedOf(prepared, ready)
    const feasible = Math.min(wanted, this.scan.filter(prepared, table, rows, ready))
    const last = feasible < wanted ? ready - 1 : rows.indexOf(this.scan.feasibleRows[feasible - 1])
    this.startIndex = nextStartIndex(this.startIndex % ready, last + 1, ready)
    this.scan.keepFirst(table, feasible)
    return this.scan.best(prepared, table, feasible, this.ties)
  }

  private wantedOf(prepared: PreparedPod, ready: number): number {
    const hasScores = prepared.nodeScores.length + prepared.candidateScores.length > 0
    return hasScores ? feasibleNodesToFind(this.parts.percentageOfNodesToScore, ready) : 1
  }

  /** What `choose` would choose from, with every score. Nothing is drawn, and the next search begins where it would have. */
  ranking(podClass: number): Ranking {
    const ready = this.readyRows()
    if (this.parts.percentageOfNodesToScore >= 100 || ready === 0) return this.rankingAmong(podClass, this.rows, ready)
    const rows = rotated(this.rows, ready, this.startIndex % ready)
    return this.rankingAmong(podClass, rows, ready, this.wantedOf(this.state(podClass).prepared, ready))
  }

  /** The same for `chooseAmong`; only the first `wanted` feasible nodes are looked at. */
  rankingAmong(podClass: number, rows: Int32Array, count: number, wanted = count): Ranking {
    const { prepared, table } = this.state(podClass)
    const feasible = Math.min(wanted, this.scan.filter(prepared, table, rows, count))
    this.scan.keepFirst(table, feasible)
    return rankingOf(prepared, table, this.scan.feasibleRows.slice(0, feasible))
  }

  /** The same among the first `count` of `rows`, whatever the state of those nodes. */
  chooseAmong(podClass: number, rows: Int32Array, count: number): number {
    const { prepared, table } = this.state(podClass)
    return this.scan.choose(prepared, table, rows, count, this.ties)
  }

  /** Whether all filters let the class onto a node, with the cluster as it is. */
  fits(podClass: number, node: number): boolean {
    const { prepared, table } = this.state(podClass)
    if (!this.passesNodeFilters(prepared, node)) return false
    if (prepared.candidateFilters.length === 0) return true
    const ready = this.readyRows()
    const count = this.scan.filter(prepared, table, this.rows, ready)
    return this.scan.feasibleRows.subarray(0, count).includes(node)
  }

  /**
   * Where in `rows` the first node stands that all filters let the class onto, from `start` on and around, those in `except` apart; -1: none.
   * The nodes are ready.
   */
  firstFit(podClass: number, rows: Int32Array, start = 0, except: ReadonlySet<number> = NO_NODES): number {
    const { prepared, table } = this.state(podClass)
    if (prepared.candidateFilters.length === 0) return this.firstPassing(prepared, rows, start, except)
    const ready = this.readyRows()
    const kept = this.scan.filter(prepared, table, this.rows, ready)
    const feasible = new Set(this.scan.feasibleRows.subarray(0, kept))
    for (let step = 0; step < rows.length; step++) {
      const at = (start + step) % rows.length
      if (!except.has(rows[at]) && feasible.has(rows[at])) return at
    }
    return -1
  }

  /** Block by block, the first one small: often the first node will do, and where none will, filters are quicker with many at a time. */
  private firstPassing(
    { nodeFilters }: PreparedPod,
    rows: Int32Array,
    start: number,
    except: ReadonlySet<number>,
  ): number {
    const { block } = this
    let most = FIRST_BLOCK
    for (let step = 0; step < rows.length; most = block.length) {
      const from = step
      let count = 0
      for (; step < rows.length && count < most; step++) {
        const row = rows[(start + step) % rows.length]
        if (!except.has(row)) block[count++] = row
      }
      for (let f = 0; f < nodeFilters.length && count > 0; f++) count = nodeFilters[f].keep(block, count)
      if (count === 0) continue
      let at = (start + from) % rows.length
      while (rows[at] !== block[0]) at = (at + 1) % rows.length
      return at
    }
    return -1
  }

  /** Whether the filters let the class onto a node whatever there is on the others. */
  looksAtNodesOnly(podClass: number): boolean {
    return this.state(podClass).prepared.candidateFilters.length === 0
  }

  private passesNodeFilters({ nodeFilters }: PreparedPod, node: number): boolean {
    this.single[0] = node
    for (const filter of nodeFilters) if (filter.keep(this.single, 1) === 0) return false
    return true
  }

  /** For every ready node that the class cannot go to, the first filter in the profile's order that says so. */
  verdicts(podClass: number): NodeVerdict[] {
    const { prepared, table } = this.state(podClass)
    const verdicts: NodeVerdict[] = []
    const count = this.readyRows()
    const all = this.rows.slice(0, count)
    this.scan.filter({ ...prepared, nodeFilters: [] }, table, all, count)
    const position = new Map(Array.from(all, (row, i) => [row, i] as const))
    let left = all
    for (const { name, filter } of prepared.filters) {
      const candidates = filter.reach === 'candidates' ? table.viewFor(filter) : null
      const passed = left.slice()
      let kept = 0
      if (filter.reach === 'node') kept = filter.keep(passed, passed.length)
      else {
        table.feasible.fill(1, 0, count)
        filter.judge(candidates as Candidates)
        for (const row of left) if (table.feasible[position.get(row) as number] > 0) passed[kept++] = row
      }
      const passing = new Set(passed.subarray(0, kept))
      for (const node of left) {
        if (passing.has(node)) continue
        const rejection =
          filter.reach === 'node'
            ? filter.explain(node)
            : filter.explain(candidates as Candidates, position.get(node) as number)
        verdicts.push({ node, filter: name, ...rejection })
      }
      left = passed.slice(0, kept)
    }
    return verdicts
  }

  /** Which filters turned ready nodes down, and where that need not be for good. */
  rejections(podClass: number): Rejections {
    const { prepared, table, rejections } = this.state(podClass)
    rejections.catchUp()
    const by = new Set<number>()
    for (let f = 0; f < prepared.filters.length; f++) if (rejections.counts[f] > 0) by.add(f)
    let codes: Uint8Array = rejections.codes
    let counts: readonly number[] = rejections.reasonCounts
    if (rejections.passing > 0 && prepared.candidateFilters.length > 0) {
      const more = rejections.reasonCounts.slice()
      codes = this.withCandidateFilters(prepared, table, codes, ({ reasons }) => {
        const list = rejections.reasons.idOf(reasons)
        more[list] = (more[list] ?? 0) + 1
      })
      counts = more
      for (const row of this.rows.subarray(0, table.size)) if (codes[row] > PASSES) by.add(filterOf(codes[row]))
    }
    return {
      by: [...by].map((f) => this.parts.filters[this.positionOf(prepared.filters[f].name)]),
      everywhere: codes === rejections.codes ? rejections.passing === 0 : !codes.includes(PASSES),
      isResolvable: (node) => isResolvable(codes[node]),
      topReason: rejections.reasons.mostFrequent(counts),
    }
  }

  /** Says of a ready node whether it passes all filters that look at nothing but the node. */
  nodeFiltersPass(podClass: number): (node: number) => boolean {
    const { rejections } = this.state(podClass)
    rejections.catchUp()
    return (node) => rejections.codes[node] === PASSES
  }

  /** The codes after candidate filters have judged the nodes that pass all node filters. */
  private withCandidateFilters(
    prepared: PreparedPod,
    table: CandidateTable,
    nodeCodes: Uint8Array,
    tell: (rejection: Rejection) => void,
  ): Uint8Array {
    const codes = nodeCodes.slice()
    const count = this.readyRows()
    this.scan.filter({ ...prepared, nodeFilters: [] }, table, this.rows, count)
    prepared.filters.forEach(({ filter }, f) => {
      if (filter.reach === 'node') return
      const candidates = table.viewFor(filter)
      table.feasible.fill(1, 0, count)
      filter.judge(candidates)
      for (let i = 0; i < count; i++) {
        if (table.feasible[i] > 0 || codes[this.rows[i]] !== PASSES) continue
        const rejection = filter.explain(candidates, i)
        tell(rejection)
        codes[this.rows[i]] = rejectionCode(f, rejection.resolvable)
      }
    })
    return codes
  }

  private positionOf(filter: string): number {
    return this.parts.filters.findIndex(({ plugin }) => plugin.name === filter)
  }

  private readyRows(): number {
    const { order, nodes } = this.cluster
    const { rows, count } = order
    if (this.rows.length < count) this.rows = new Int32Array(count * 2)
    let ready = 0
    for (let i = 0; i < count; i++) if (nodes.state[rows[i]] === NODE_READY) this.rows[ready++] = rows[i]
    return ready
  }

  /** What was made ready for a class; made again when pods with affinity of a new kind have appeared. */
  private state(podClass: number): ClassState {
    const known = this.classes[podClass]
    const { affinityEpoch } = this.cluster
    if (known !== undefined && known.affinityEpoch === affinityEpoch && this.knowsGroups(known)) return known
    const prepared = preparePod(this.parts, this.cluster.classes[podClass], viewOf(this.cluster))
    const indexed = !this.byScanOnly && !prepared.needsEveryNode
    const table = new CandidateTable(prepared)
    const index = indexed ? this.indexOf(prepared, table) : null
    const state: ClassState = {
      prepared,
      table,
      index,
      rejections: new NodeRejections(this.cluster, prepared),
      affinityEpoch,
      groups: index instanceof FrontIndex ? this.cluster.nodes.groups.length : null,
    }
    this.classes[podClass] = state
    return state
  }

  private knowsGroups({ groups }: ClassState): boolean {
    return groups === null || groups === this.cluster.nodes.groups.length
  }

  private indexOf(prepared: PreparedPod, table: CandidateTable): ClassState['index'] {
    const { cluster, ranks, batch } = this
    return this.ties === null && hasFront(prepared, cluster.nodes.groups.length)
      ? new FrontIndex(cluster, prepared, ranks, batch)
      : new ScoreIndex(cluster, prepared, ranks, batch, table)
  }
}

/** The first `count` rows, beginning with the one at `start`. */
function rotated(rows: Int32Array, count: number, start: number): Int32Array {
  const turned = new Int32Array(count)
  turned.set(rows.subarray(start, count))
  turned.set(rows.subarray(0, start), count - start)
  return turned
}
