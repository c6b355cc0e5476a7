import { assert } from '../base/assert.ts'
import type { NodeGroup } from '../cluster/node-table.ts'
import type { ClusterView } from '../cluster/view.ts'
import { groupTable } from './group-table.ts'
import type { NodeFilter, Rejection } from './placement/types.ts'

/** A filter that judges whole groups: each group once, then a table look-up per node. `judge` says why not; null: passes. */
export function groupFilter(cluster: ClusterView, judge: (group: NodeGroup) => Rejection | null): NodeFilter {
  let turnedDown = 0
  const verdicts = groupTable(cluster.nodes.groups, (group) => {
    const rejection = judge(group)
    if (rejection !== null) turnedDown++
    return rejection
  })
  return {
    reach: 'node',
    keep(rows, count) {
      const { group } = cluster.nodes
      const rejections = verdicts()
      if (turnedDown === 0) return count
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (rejections[group[row]] === null) rows[kept++] = row
      }
      return kept
    },
    explain: (row) => rejectionOf(verdicts()[cluster.nodes.group[row]]),
  }
}

function rejectionOf(verdict: Rejection | null): Rejection {
  assert(verdict !== null, 'only a node that did not pass is asked why')
  return verdict
}
