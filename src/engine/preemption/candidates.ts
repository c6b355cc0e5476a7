import type { PreemptionRules } from './rules.ts'

/** Nodes where evicting pods could help, in order: a filter turned them down, and not for good. */
export function candidateNodes(rows: Iterable<number>, isResolvable: (row: number) => boolean): number[] {
  return [...rows].filter(isResolvable)
}

/** How many candidates are enough. */
export function candidateLimit(nodes: number, rules: PreemptionRules): number {
  const share = Math.trunc((nodes * rules.minCandidateNodesPercentage) / 100)
  return Math.min(nodes, Math.max(share, rules.minCandidateNodesAbsolute))
}
