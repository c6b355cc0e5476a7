import type { NodeGroup } from '../cluster/node-table.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { RowFilter } from './types.ts'

/** A filter that judges whole groups: each group once, then a table look-up per node. */
export function groupFilter(cluster: ClusterView, passes: (group: NodeGroup) => boolean): RowFilter {
  const verdicts: boolean[] = []
  return (rows, count) => {
    const { group, groups } = cluster.nodes
    while (verdicts.length < groups.length) verdicts.push(passes(groups[verdicts.length]))
    let kept = 0
    for (let i = 0; i < count; i++) {
      const row = rows[i]
      if (verdicts[group[row]]) rows[kept++] = row
    }
    return kept
  }
}
