import type { z } from 'zod'
import type { NodeGroup } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { CPU, EPHEMERAL_STORAGE, MEMORY } from '../../model/amounts.ts'
import { tolerates } from '../tolerates.ts'
import type { RowScore, ScorePlugin } from '../types.ts'
import { SCORE_VARIABLES, weightedMatchOptions } from '../weighted-match-options.ts'

const FORMULA_RESOURCES = [CPU, MEMORY, EPHEMERAL_STORAGE]
const FIRST_RESOURCE_VARIABLE = 4

type Options = z.output<typeof weightedMatchOptions>

/**
 * The document's scheduling score (D4 §4.2), with the matches that it leaves undefined read as in docs/models.md:
 * demandMatch = mean over requested resources of min(1, allocatable / (headroom × request)); resourceMatch = the same with
 * free in place of allocatable; constraintMatch = share of the pod's soft constraints that the node satisfies.
 * A node for which a formula gives no number (0 / 0) comes after all others.
 */
export const weightedMatch: ScorePlugin<Options> = {
  name: 'WeightedMatch',
  doc: "Scores nodes by the document formula weight × (demandMatch + resourceMatch + constraintMatch), or by the user's own; not limited to 0 to 100.",
  reach: 'node',
  options: weightedMatchOptions,
  prepare: scoreRows,
}

function scoreRows(podClass: PodClass, cluster: ClusterView, options: Options): RowScore {
  const asked = Array.from(podClass.requests, (amount, resource) => ({ amount, resource })).filter((r) => r.amount > 0)
  const values = new Float64Array(SCORE_VARIABLES.length)
  const { formula, headroom } = options
  return (rows, count, scoreWeight, totals) => {
    const { allocatable, requested, group, groups } = cluster.nodes
    const weights = groups.map(({ pool }) => options.poolWeights[cluster.pools[pool]] ?? options.weight)
    const matches = constraintMatches(podClass, groups)
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      let demand = 0
      let resource = 0
      for (const { amount, resource: r } of asked) {
        demand += Math.min(1, allocatable[r][row] / (headroom * amount))
        resource += Math.min(1, (allocatable[r][row] - requested[r][row]) / (headroom * amount))
      }
      const at = group[row]
      values[0] = weights[at]
      values[1] = asked.length === 0 ? 0 : demand / asked.length
      values[2] = asked.length === 0 ? 0 : resource / asked.length
      values[3] = matches[at]
      for (let k = 0; k < FORMULA_RESOURCES.length; k++) {
        const r = FORMULA_RESOURCES[k]
        const v = FIRST_RESOURCE_VARIABLE + 3 * k
        values[v] = allocatable[r][row]
        values[v + 1] = allocatable[r][row] - requested[r][row]
        values[v + 2] = podClass.requests[r]
      }
      const score = formula.evaluate(values)
      totals[i] += Number.isNaN(score) ? Number.NEGATIVE_INFINITY : scoreWeight * score
    }
  }
}

/**
 * Per group, the share of the pod's soft constraints that hold there. A soft constraint is a PreferNoSchedule taint of some
 * pool that the pod does not tolerate; it holds on nodes without that taint. 0 everywhere when there is none.
 */
function constraintMatches(podClass: PodClass, groups: readonly NodeGroup[]): number[] {
  const avoided = new Set<string>()
  const perGroup = groups.map(({ taints }) => {
    const here = new Set<string>()
    for (const taint of taints) {
      if (taint.effect !== 'PreferNoSchedule' || tolerates(podClass.tolerations, taint)) continue
      here.add(`${taint.key}=${taint.value}`)
    }
    for (const taint of here) avoided.add(taint)
    return here.size
  })
  return perGroup.map((here) => (avoided.size === 0 ? 0 : (avoided.size - here) / avoided.size))
}
