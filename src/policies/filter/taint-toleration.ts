import { groupFilter } from '../group-filter.ts'
import { tolerates } from '../tolerates.ts'
import type { FilterPlugin } from '../types.ts'

export const taintToleration: FilterPlugin = {
  name: 'TaintToleration',
  doc: 'Keeps pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate.',
  reach: 'group',
  prepare: (podClass, cluster) =>
    groupFilter(cluster, (group) =>
      group.taints.every((taint) => taint.effect === 'PreferNoSchedule' || tolerates(podClass.tolerations, taint)),
    ),
}
