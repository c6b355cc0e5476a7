import { groupTable } from '../group-table.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import { addNormalised } from '../normalised-score.ts'
import type { ScorePlugin } from '../placement/types.ts'
import { untoleratedPreferences } from '../tolerates.ts'

/** kube-scheduler's TaintToleration score: the fewer PreferNoSchedule taints of the node the pod does not tolerate, the better. */
export const taintToleration: ScorePlugin<NoOptions> = {
  name: 'TaintToleration',
  doc: 'Prefers nodes with few PreferNoSchedule taints that the pod does not tolerate.',
  options: noOptions,
  prepare({ tolerations }, cluster) {
    const avoided = groupTable(cluster.nodes.groups, ({ taints }) => untoleratedPreferences(tolerations, taints).length)
    return {
      reach: 'candidates',
      slots: [],
      groupKey: (group) => String(avoided()[group]),
      add(candidates, weight, totals) {
        const taints = avoided()
        addNormalised(candidates, (i) => taints[candidates.group[i]], true, weight, totals)
      },
    }
  },
}
