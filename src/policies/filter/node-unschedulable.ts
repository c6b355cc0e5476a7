import { tolerates } from '../tolerates.ts'
import type { FilterPlugin } from '../types.ts'

const UNSCHEDULABLE_TAINT = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }

export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  doc: 'Keeps pods off cordoned nodes unless they tolerate that.',
  reach: 'node',
  prepare(podClass, cluster) {
    if (tolerates(podClass.tolerations, UNSCHEDULABLE_TAINT)) return (_rows, count) => count
    return (rows, count) => {
      const { cordoned } = cluster.nodes
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (cordoned[row] === 0) rows[kept++] = row
      }
      return kept
    }
  },
}
