import { groupFilter } from '../group-filter.ts'
import type { FilterPlugin } from '../types.ts'

export const nodeAffinity: FilterPlugin = {
  name: 'NodeAffinity',
  doc: "Keeps pods to nodes that carry every label of the pod's nodeSelector.",
  reach: 'group',
  prepare: (podClass, cluster) =>
    groupFilter(cluster, (group) => podClass.nodeSelector.every(([key, value]) => group.labels.get(key) === value)),
}
