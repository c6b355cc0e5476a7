import { nodeTermMatches } from '../../cluster/matching.ts'
import type { NodeGroup } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { CPU, EPHEMERAL_STORAGE, MEMORY } from '../../model/amounts.ts'
import { looksAtNames } from '../looks-at-names.ts'
import type { NodeScore, ScorePlugin } from '../placement/types.ts'
import { requestedResources } from '../requested-resources.ts'
import { untoleratedPreferences } from '../tolerates.ts'
import { SCORE_VARIABLES, type WeightedMatchOptions, weightedMatchOptions } from '../weighted-match-options.ts'

const FORMULA_RESOURCES = [CPU, MEMORY, EPHEMERAL_STORAGE]
const FIRST_RESOURCE_VARIABLE = 4

/**
 * The document's scheduling score (D4 §4.2), with the matches that it leaves undefined read as in docs/models.md:
 * demandMatch = mean over requested resources of min(1, allocatable / (headroom × request)); resourceMatch = the same with
 * free in place of allocatable; constraintMatch = share of the pod's soft constraints that the node satisfies.
 */
export const weightedMatch: ScorePlugin<WeightedMatchOptions> = {
  name: 'WeightedMatch',
  doc: "Scores nodes by the document formula weight × (demandMatch + resourceMatch + constraintMatch), or by the user's own; not limited to 0 to 100.",
  options: weightedMatchOptions,
  prepare: (podClass, cluster, options) => ({
    reach: 'node',
    wholeUpTo: null,
    add: scoreRows(podClass, cluster, options),
  }),
}

function scoreRows(podClass: PodClass, cluster: ClusterView, options: WeightedMatchOptions): NodeScore['add'] {
  const asked = requestedResources(podClass)
  const values = new Float64Array(SCORE_VARIABLES.length)
  const constraintMatch = constraintMatchOf(podClass, cluster)
  const { formula, headroom } = options
  return (rows, count, scoreWeight, totals) => {
    const { allocatable, requested, pool } = cluster.nodes
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      let demand = 0
      let resource = 0
      for (const { amount, resource: r } of asked) {
        demand += Math.min(1, allocatable[r][row] / (headroom * amount))
        resource += Math.min(1, (allocatable[r][row] - requested[r][row]) / (headroom * amount))
      }
      values[0] = options.poolWeights[cluster.pools[pool[row]]] ?? options.weight
      values[1] = asked.length === 0 ? 0 : demand / asked.length
      values[2] = asked.length === 0 ? 0 : resource / asked.length
      values[3] = constraintMatch(row)
      for (let k = 0; k < FORMULA_RESOURCES.length; k++) {
        const r = FORMULA_RESOURCES[k]
        const v = FIRST_RESOURCE_VARIABLE + 3 * k
        values[v] = allocatable[r][row]
        values[v + 1] = allocatable[r][row] - requested[r][row]
        values[v + 2] = podClass.requests[r]
      }
      const score = formula.evaluate(values)
      totals[i] += Number.isNaN(score) ? -Number.MAX_VALUE : scoreWeight * score
    }
  }
}

/**
 * The share of the pod's soft constraints that hold on a node; 0 when it has none. They are its preferred node affinity
 * terms, and every PreferNoSchedule taint of some pool that it does not tolerate: that one holds on nodes without it.
 */
function constraintMatchOf(podClass: PodClass, { nodes }: ClusterView): (row: number) => number {
  const preferences = podClass.scheduling.affinity.node.preferred.map(({ preference }) => preference)
  const byName = preferences.some(looksAtNames)
  let avoided = new Set<string>()
  let byGroup: number[] = []

  function shareOf(group: NodeGroup, name: string): number {
    const constraints = avoided.size + preferences.length
    if (constraints === 0) return 0
    const taints = taintsAvoided(podClass, group).length
    const matched = preferences.filter((preference) => nodeTermMatches(preference, group, name)).length
    return (avoided.size - taints + matched) / constraints
  }

  function lookAround(): void {
    const { groups } = nodes
    avoided = new Set(groups.flatMap((group) => taintsAvoided(podClass, group)))
    byGroup = groups.map((group) => shareOf(group, ''))
  }

  return (row) => {
    if (byGroup.length < nodes.groups.length) lookAround()
    const group = nodes.group[row]
    return byName ? shareOf(nodes.groups[group], nodes.names[row]) : byGroup[group]
  }
}

/** Each once. */
function taintsAvoided({ tolerations }: PodClass, { taints }: NodeGroup): string[] {
  return [...new Set(untoleratedPreferences(tolerations, taints).map(({ key, value }) => `${key}=${value}`))]
}
