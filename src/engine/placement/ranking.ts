import type { CandidateTable } from './candidate-table.ts'
import type { PreparedPod } from './prepared-pod.ts'

/** Everything that a choice is made by, position by position. */
export interface Ranking {
  /** The feasible nodes, in the order that breaks ties. */
  readonly nodes: Int32Array
  readonly totals: Float64Array
  /** Normalised as the profile's plugins do it, before weights. */
  readonly scores: readonly { readonly plugin: string; readonly weight: number; readonly values: Float64Array }[]
}

/** The scores of the feasible `nodes`, for which the table has been filled; sums in the order in which a scan adds them. */
export function rankingOf(prepared: PreparedPod, table: CandidateTable, nodes: Int32Array): Ranking {
  const totals = new Float64Array(nodes.length)
  const scores = prepared.nodeScores.map(({ name, weight, score }) => {
    const values = new Float64Array(nodes.length)
    score.add(nodes, nodes.length, 1, values)
    score.add(nodes, nodes.length, weight, totals)
    return { plugin: name, weight, values }
  })
  if (prepared.candidateScores.length === 0) return { nodes, totals, scores }
  const sums = new Float64Array(table.size)
  for (const { name, weight, score } of prepared.candidateScores) {
    const view = table.viewFor(score)
    const values = new Float64Array(table.size)
    score.add(view, 1, values)
    score.add(view, weight, sums)
    scores.push({ plugin: name, weight, values: values.filter((_, i) => table.feasible[i] > 0) })
  }
  sums
    .filter((_, i) => table.feasible[i] > 0)
    .forEach((sum, i) => {
      totals[i] += sum
    })
  return { nodes, totals, scores }
}
