import { nodeTermMatches } from '../../cluster/matching.ts'
import type { NodeGroup } from '../../cluster/node-table.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import type { NodeSelectorTerm } from '../../model/selectors.ts'
import { groupFilter } from '../group-filter.ts'
import { looksAtNames } from '../looks-at-names.ts'
import { type NodeAffinityOptions, nodeAffinityOptions } from '../node-affinity-options.ts'
import type { FilterPlugin, NodeFilter, Rejection } from '../placement/types.ts'
import { wantsByName, wantsNode } from '../wanted-nodes.ts'

const NO_MATCH: Rejection = { reasons: ["node(s) didn't match Pod's node affinity/selector"], resolvable: false }
const NOT_ENFORCED: Rejection = {
  reasons: ["node(s) didn't match scheduler-enforced node affinity"],
  resolvable: false,
}

export const nodeAffinity: FilterPlugin<NodeAffinityOptions> = {
  name: 'NodeAffinity',
  doc: "Keeps pods to nodes that match their nodeSelector and their required node affinity, and the profile's addedAffinity.",
  options: nodeAffinityOptions,
  retry: {
    events: ['node-added', 'node-changed'],
    helps({ node }, podClass, { nodes }, options) {
      return judge(podClass, addedTerms(options), nodes.groups[nodes.group[node]], nodes.names[node]) === null
    },
  },
  prepare(podClass, cluster, options) {
    const added = addedTerms(options)
    const { nodeSelector, scheduling } = podClass
    if (nodeSelector.length === 0 && scheduling.affinity.node.required === null && added === null) return null
    const byName = wantsByName(podClass) || (added ?? []).some(looksAtNames)
    if (byName) return nodeByNode(cluster, (group, name) => judge(podClass, added, group, name))
    return groupFilter(cluster, (group) => judge(podClass, added, group, ''))
  },
}

/** The profile's own terms, ORed; null: it has none. */
function addedTerms({ addedAffinity }: NodeAffinityOptions): readonly NodeSelectorTerm[] | null {
  return addedAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? null
}

function judge(
  podClass: PodClass,
  added: readonly NodeSelectorTerm[] | null,
  group: NodeGroup,
  name: string,
): Rejection | null {
  if (added !== null && !added.some((term) => nodeTermMatches(term, group, name))) return NOT_ENFORCED
  return wantsNode(podClass, group, name) ? null : NO_MATCH
}

function nodeByNode({ nodes }: ClusterView, verdict: (group: NodeGroup, name: string) => Rejection | null): NodeFilter {
  const verdictOf = (row: number) => verdict(nodes.groups[nodes.group[row]], nodes.names[row])
  return {
    reach: 'node',
    keep(rows, count) {
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (verdictOf(row) === null) rows[kept++] = row
      }
      return kept
    },
    explain: (row) => verdictOf(row) ?? NO_MATCH,
  }
}
