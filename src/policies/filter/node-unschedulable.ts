import { type NoOptions, noOptions } from '../no-options.ts'
import type { FilterPlugin, Rejection } from '../placement/types.ts'
import { tolerates } from '../tolerates.ts'
import { zeroFilter } from '../zero-filter.ts'

const UNSCHEDULABLE_TAINT = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' }
const CORDONED: Rejection = { reasons: ['node(s) were unschedulable'], resolvable: false }

export const nodeUnschedulable: FilterPlugin<NoOptions> = {
  name: 'NodeUnschedulable',
  doc: 'Keeps pods off cordoned nodes unless they tolerate that.',
  options: noOptions,
  retry: {
    events: ['node-added', 'node-changed'],
    helps: ({ node }, _podClass, { nodes }) => nodes.cordoned[node] === 0,
  },
  prepare(podClass, cluster) {
    if (tolerates(podClass.tolerations, UNSCHEDULABLE_TAINT)) return null
    const { nodes } = cluster
    return zeroFilter(
      () => nodes.cordoned,
      () => nodes.cordonedCount,
      CORDONED,
    )
  },
}
