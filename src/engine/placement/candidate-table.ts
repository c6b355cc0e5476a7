import type { CandidateFilter, CandidateScore, Candidates } from '../../policies/placement/types.ts'
import type { PreparedPod } from './prepared-pod.ts'

/**
 * Columns of candidates, and for each plugin a view of them with its own slots in its own order.
 * Filled by a scan (a candidate for every node) or from the cells of the score index.
 */
export class CandidateTable {
  size = 0
  group = new Int32Array(0)
  feasible = new Int32Array(0)
  nodes = new Int32Array(0)
  /** By candidate, in a scan: the node row. */
  row = new Int32Array(0)
  totals = new Float64Array(0)
  /** By position in `PreparedPod.slots`. */
  slots: Int32Array[] = []
  private readonly prepared: PreparedPod
  private views: View[] = []

  constructor(prepared: PreparedPod) {
    this.prepared = prepared
  }

  /** Makes room; contents are lost. */
  reserve(size: number): void {
    if (size <= this.group.length) return
    const capacity = Math.max(64, size * 2)
    this.group = new Int32Array(capacity)
    this.feasible = new Int32Array(capacity)
    this.nodes = new Int32Array(capacity)
    this.row = new Int32Array(capacity)
    this.totals = new Float64Array(capacity)
    this.slots = this.prepared.slots.map(() => new Int32Array(capacity))
    this.views = []
  }

  /** Lets every candidate filter judge. */
  filter(): void {
    const { candidateFilters } = this.prepared
    this.refreshViews()
    for (let f = 0; f < candidateFilters.length; f++) candidateFilters[f].judge(this.views[f])
  }

  /** Sets `totals` to the weighted sum of all candidate scores. */
  score(): void {
    const { candidateFilters, candidateScores } = this.prepared
    this.totals.fill(0, 0, this.size)
    this.refreshViews()
    for (let s = 0; s < candidateScores.length; s++) {
      const { score, weight } = candidateScores[s]
      score.add(this.views[candidateFilters.length + s], weight, this.totals)
    }
  }

  /** The table as one plugin sees it. */
  viewFor(plugin: CandidateFilter | CandidateScore): View {
    const { size, group, feasible, nodes, row, prepared } = this
    const slots = plugin.slots.map((tally) => this.slots[prepared.slots.indexOf(tally)])
    return { size, group, feasible, nodes, row, slots }
  }

  get feasibleNodes(): number {
    let sum = 0
    for (let i = 0; i < this.size; i++) sum += this.feasible[i]
    return sum
  }

  private refreshViews(): void {
    if (this.views.length === 0) {
      const { candidateFilters, candidateScores } = this.prepared
      const plugins = [...candidateFilters, ...candidateScores.map(({ score }) => score)]
      this.views = plugins.map((plugin) => this.viewFor(plugin))
    }
    for (const view of this.views) view.size = this.size
  }
}

/** Made once per capacity; only the size changes from choice to choice. */
type View = { -readonly [K in keyof Candidates]: Candidates[K] }
