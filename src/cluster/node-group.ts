import type { NodeShape } from '../model/cluster-spec.ts'
import { HOSTNAME_LABEL, type NodeGroup } from './node-table.ts'

export interface NewNode {
  readonly name: string
  readonly pool: number
  readonly shape: NodeShape
  /** On top of the shape's labels: hostname, zone. */
  readonly labels: Readonly<Record<string, string>>
  /** Which of its pool's offerings it is; absent: the first. */
  readonly offering?: number
}

/** The group that a node belongs to, and a text that is the same for all nodes of the group. */
export function nodeGroupOf(node: NewNode): { readonly key: string; readonly group: NodeGroup } {
  const labels = new Map(Object.entries({ ...node.shape.labels, ...node.labels }))
  const namedByHostname = labels.get(HOSTNAME_LABEL) === node.name
  if (namedByHostname) labels.delete(HOSTNAME_LABEL)
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1))
  const { taints } = node.shape
  const key = JSON.stringify([node.pool, namedByHostname, sorted, taints])
  return { key, group: { labels: new Map(sorted), namedByHostname, taints, pool: node.pool } }
}
