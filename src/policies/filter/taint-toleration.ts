import type { NodeGroup } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import { groupFilter } from '../group-filter.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { FilterPlugin } from '../placement/types.ts'
import { tolerates } from '../tolerates.ts'

export const taintToleration: FilterPlugin<NoOptions> = {
  name: 'TaintToleration',
  doc: 'Keeps pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate.',
  options: noOptions,
  retry: {
    events: ['node-added', 'node-changed'],
    helps: ({ node }, podClass, { nodes }) => firstUntolerated(podClass, nodes.groups[nodes.group[node]]) === undefined,
  },
  prepare: (podClass, cluster) =>
    groupFilter(cluster, (group) => {
      const taint = firstUntolerated(podClass, group)
      if (taint === undefined) return null
      return { reasons: [`node(s) had untolerated taint {${taint.key}: ${taint.value}}`], resolvable: false }
    }),
}

function firstUntolerated({ tolerations }: PodClass, { taints }: NodeGroup) {
  return taints.find((taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(tolerations, taint))
}
