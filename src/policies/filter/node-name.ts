import { type NoOptions, noOptions } from '../no-options.ts'
import type { FilterPlugin, Rejection } from '../placement/types.ts'

const ANOTHER_NODE: Rejection = { reasons: ["node(s) didn't match the requested node name"], resolvable: false }

export const nodeName: FilterPlugin<NoOptions> = {
  name: 'NodeName',
  doc: 'Keeps a pod that names its node to that node.',
  options: noOptions,
  retry: {
    events: ['node-added'],
    helps: ({ node }, { scheduling }, { nodes }) => nodes.names[node] === scheduling.nodeName,
  },
  prepare({ scheduling }, cluster) {
    const wanted = scheduling.nodeName
    if (wanted === '') return null
    const { names } = cluster.nodes
    return {
      reach: 'node',
      keep(rows, count) {
        let kept = 0
        for (let i = 0; i < count; i++) {
          const row = rows[i]
          if (names[row] === wanted) rows[kept++] = row
        }
        return kept
      },
      explain: () => ANOTHER_NODE,
    }
  },
}
