import type { Rejection } from '../../policies/types.ts'
import type { PreemptionRules } from './rules.ts'

/** Nodes where evicting pods could help, in order: a filter turned them down, and not for good. */
export function candidateNodes(
  rows: Iterable<number>,
  rejections: ReadonlyMap<number, Pick<Rejection, 'resolvable'>>,
): number[] {
  return [...rows].filter((row) => rejections.get(row)?.resolvable === true)
}

/** How many candidates are enough. */
export function candidateLimit(nodes: number, rules: PreemptionRules): number {
  const share = Math.trunc((nodes * rules.minCandidateNodesPercentage) / 100)
  return Math.min(nodes, Math.max(share, rules.minCandidateNodesAbsolute))
}
