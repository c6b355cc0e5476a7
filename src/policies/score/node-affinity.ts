import { nodeTermMatches } from '../../cluster/matching.ts'
import type { NodeGroup } from '../../cluster/node-table.ts'
import { groupTable } from '../group-table.ts'
import { looksAtNames } from '../looks-at-names.ts'
import { type NodeAffinityOptions, nodeAffinityOptions } from '../node-affinity-options.ts'
import { addNormalised } from '../normalised-score.ts'
import type { CandidateScore, ScorePlugin } from '../placement/types.ts'

/** kube-scheduler's NodeAffinity score: the weights of the preferences that the node matches, the highest sum as 100. */
export const nodeAffinity: ScorePlugin<NodeAffinityOptions> = {
  name: 'NodeAffinity',
  doc: "Prefers nodes that match the pod's preferred node affinity, and the preferences of the profile's addedAffinity.",
  options: nodeAffinityOptions,
  prepare(podClass, cluster, { addedAffinity }): CandidateScore | null {
    const added = addedAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    const preferred = [...podClass.scheduling.affinity.node.preferred, ...added]
    if (preferred.length === 0) return null
    const { groups, names } = cluster.nodes

    function sum(group: NodeGroup, name: string): number {
      let weights = 0
      for (const { weight, preference } of preferred) if (nodeTermMatches(preference, group, name)) weights += weight
      return weights
    }

    const byGroup = groupTable(groups, (group) => sum(group, ''))
    const needsEveryNode = preferred.some(({ preference }) => looksAtNames(preference))
    return {
      reach: 'candidates',
      slots: [],
      needsEveryNode,
      groupKey: (group) => String(byGroup()[group]),
      add(candidates, weight, totals) {
        const { group, row } = candidates
        const sums = byGroup()
        const raw = (i: number) => (needsEveryNode ? sum(groups[group[i]], names[row[i]]) : sums[group[i]])
        addNormalised(candidates, raw, false, weight, totals)
      },
    }
  },
}
