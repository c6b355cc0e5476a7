import { labelOf, nodeTermMatches } from '../../cluster/matching.ts'
import { HOSTNAME_LABEL, type NodeGroup } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import type { NodeSelectorTerm } from '../../model/selectors.ts'
import { groupFilter } from '../group-filter.ts'
import { looksAtNames } from '../looks-at-names.ts'
import { type NodeAffinityOptions, nodeAffinityOptions } from '../node-affinity-options.ts'
import type { FilterPlugin, NodeFilter, Rejection } from '../types.ts'

const NO_MATCH: Rejection = { reasons: ["node(s) didn't match Pod's node affinity/selector"], resolvable: false }
const NOT_ENFORCED: Rejection = {
  reasons: ["node(s) didn't match scheduler-enforced node affinity"],
  resolvable: false,
}

export const nodeAffinity: FilterPlugin<NodeAffinityOptions> = {
  name: 'NodeAffinity',
  doc: "Keeps pods to nodes that match their nodeSelector and their required node affinity, and the profile's addedAffinity.",
  options: nodeAffinityOptions,
  prepare(podClass, cluster, { addedAffinity }) {
    const added = addedAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? null
    const { required } = podClass.scheduling.affinity.node
    const { nodeSelector } = podClass
    if (nodeSelector.length === 0 && required === null && added === null) return null

    function judge(group: NodeGroup, name: string): Rejection | null {
      if (added !== null && !matchesOne(added, group, name)) return NOT_ENFORCED
      if (!nodeSelector.every(([key, value]) => labelOf(group, name, key) === value)) return NO_MATCH
      return required === null || matchesOne(required, group, name) ? null : NO_MATCH
    }

    const byName = [...(required ?? []), ...(added ?? [])].some(looksAtNames) || selectsByHostname(podClass)
    return byName ? nodeByNode(cluster, judge) : groupFilter(cluster, (group) => judge(group, ''))
  },
}

/** Terms are ORed; no term at all matches nothing. */
function matchesOne(terms: readonly NodeSelectorTerm[], group: NodeGroup, name: string): boolean {
  return terms.some((term) => nodeTermMatches(term, group, name))
}

function selectsByHostname({ nodeSelector }: PodClass): boolean {
  return nodeSelector.some(([key]) => key === HOSTNAME_LABEL)
}

function nodeByNode({ nodes }: ClusterView, judge: (group: NodeGroup, name: string) => Rejection | null): NodeFilter {
  const rejectionOf = (row: number) => judge(nodes.groups[nodes.group[row]], nodes.names[row])
  return {
    reach: 'node',
    keep(rows, count) {
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (rejectionOf(row) === null) rows[kept++] = row
      }
      return kept
    },
    explain: (row) => rejectionOf(row) ?? NO_MATCH,
  }
}
