import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import type {
  CandidateFilter,
  CandidateScore,
  FilterPlugin,
  NodeFilter,
  NodeScore,
  ScorePlugin,
} from '../../policies/placement/types.ts'

/** A profile with its names looked up, as the engine gets it. */
export interface PlacementParts {
  readonly filters: readonly { readonly plugin: FilterPlugin; readonly options: unknown }[]
  readonly scores: readonly { readonly plugin: ScorePlugin; readonly weight: number; readonly options: unknown }[]
  readonly ties: 'first' | 'random'
  /** As in `Profile`; 100: every node. */
  readonly percentageOfNodesToScore: number
}

export interface Weighted<T> {
  readonly name: string
  readonly score: T
  readonly weight: number
}

/** Filters and scores made ready for one pod class, sorted by how far they look. */
export interface PreparedPod {
  /** All filters in the profile's order, for explanations. */
  readonly filters: readonly { readonly name: string; readonly filter: NodeFilter | CandidateFilter }[]
  readonly nodeFilters: readonly NodeFilter[]
  readonly candidateFilters: readonly CandidateFilter[]
  readonly nodeScores: readonly Weighted<NodeScore>[]
  readonly candidateScores: readonly Weighted<CandidateScore>[]
  /** Tallies that some candidate plugin wants per node, each once. */
  readonly slots: readonly number[]
  /** Highest sum of node scores when all are whole numbers; null when some are not. */
  readonly wholeUpTo: number | null
  /** Nodes of groups with equal keys differ to no candidate plugin. */
  readonly groupKey: (group: number) => string
  /** Some plugin must see every node by itself, so that nodes cannot be taken together. */
  readonly needsEveryNode: boolean
}

export function preparePod(parts: PlacementParts, podClass: PodClass, cluster: ClusterView): PreparedPod {
  const filters = parts.filters.flatMap(({ plugin, options }) => {
    const filter = plugin.prepare(podClass, cluster, options)
    return filter === null ? [] : [{ name: plugin.name, filter }]
  })
  const nodeScores: Weighted<NodeScore>[] = []
  const candidateScores: Weighted<CandidateScore>[] = []
  for (const { plugin, weight, options } of parts.scores) {
    const score = plugin.prepare(podClass, cluster, options)
    if (score?.reach === 'node') nodeScores.push({ name: plugin.name, score, weight })
    if (score?.reach === 'candidates') candidateScores.push({ name: plugin.name, score, weight })
  }
  const nodeFilters = filters.flatMap(({ filter }) => (filter.reach === 'node' ? [filter] : []))
  const candidateFilters = filters.flatMap(({ filter }) => (filter.reach === 'candidates' ? [filter] : []))
  const wide = [...candidateFilters, ...candidateScores.map(({ score }) => score)]
  return {
    filters,
    nodeFilters,
    candidateFilters,
    nodeScores,
    candidateScores,
    slots: [...new Set(wide.flatMap(({ slots }) => slots))],
    wholeUpTo: wholeSum(nodeScores),
    groupKey: (group) =>
      candidateFilters.length > 0
        ? String(group)
        : JSON.stringify(candidateScores.map(({ score }) => score.groupKey?.(group) ?? String(group))),
    needsEveryNode: wide.some(({ needsEveryNode }) => needsEveryNode === true),
  }
}

function wholeSum(scores: readonly Weighted<NodeScore>[]): number | null {
  let sum = 0
  for (const { score, weight } of scores) {
    if (score.wholeUpTo === null || !Number.isInteger(weight) || weight < 0) return null
    sum += weight * score.wholeUpTo
  }
  return sum
}
