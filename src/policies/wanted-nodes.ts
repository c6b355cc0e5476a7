import { labelOf, nodeTermMatches } from '../cluster/matching.ts'
import { HOSTNAME_LABEL, type NodeGroup } from '../cluster/node-table.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import { looksAtNames } from './looks-at-names.ts'
import { isReadable } from './readable-term.ts'

/** Whether a node is what the pod's nodeSelector and required node affinity ask for. */
export function wantsNode({ nodeSelector, scheduling }: PodClass, group: NodeGroup, nodeName: string): boolean {
  const { required } = scheduling.affinity.node
  return (
    nodeSelector.every(([key, value]) => labelOf(group, nodeName, key) === value) &&
    (required === null || required.some((term) => nodeTermMatches(term, group, nodeName) && isReadable(term)))
  )
}

/** Whether the pod may want some nodes of a group and not others. */
export function wantsByName({ nodeSelector, scheduling }: PodClass): boolean {
  const { required } = scheduling.affinity.node
  return nodeSelector.some(([key]) => key === HOSTNAME_LABEL) || (required ?? []).some(looksAtNames)
}
