import { groupFilter } from '../group-filter.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import { tolerates } from '../tolerates.ts'
import type { FilterPlugin } from '../types.ts'

export const taintToleration: FilterPlugin<NoOptions> = {
  name: 'TaintToleration',
  doc: 'Keeps pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate.',
  options: noOptions,
  prepare: (podClass, cluster) =>
    groupFilter(cluster, ({ taints }) => {
      const taint = taints.find((one) => one.effect !== 'PreferNoSchedule' && !tolerates(podClass.tolerations, one))
      if (taint === undefined) return null
      return { reasons: [`node(s) had untolerated taint {${taint.key}: ${taint.value}}`], resolvable: false }
    }),
}
