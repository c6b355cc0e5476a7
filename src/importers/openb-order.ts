/** An order of arrivals, and of nodes for ties, as positions in the lists of pods and nodes. */
export interface TraceOrder {
  readonly pods: readonly number[]
  /** Null: as the list has them. */
  readonly nodes: readonly number[] | null
}

/**
 * Reads `{ "podRows": [0-based data rows], "nodeRowsInTieBreakOrder": [0-based data rows] }`. `usable` says which rows there are;
 * the reason where the text is no such order.
 */
export function readTraceOrder(
  text: string,
  usable: { readonly pod: (row: number) => boolean; readonly node: (row: number) => boolean; readonly nodes: number },
): TraceOrder | string {
  const written = parsed(text)
  if (written === null) return 'is no JSON object'
  const pods = written['podRows']
  const nodes = written['nodeRowsInTieBreakOrder'] ?? null
  if (!isList(pods) || pods.length === 0) return 'has no list "podRows" of row numbers'
  const badPod = pods.find((row) => !usable.pod(row))
  if (badPod !== undefined) return `names the row ${badPod} of the pods, which is not there or cannot be read`
  if (nodes === null) return { pods, nodes }
  if (!isList(nodes)) return 'has a "nodeRowsInTieBreakOrder" that is no list of row numbers'
  const badNode = nodes.find((row) => !usable.node(row))
  if (badNode !== undefined) return `names the row ${badNode} of the nodes, which is not there or cannot be read`
  if (new Set(nodes).size !== nodes.length || nodes.length !== usable.nodes) return 'does not name every node once'
  return { pods, nodes }
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

function isList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isInteger(each))
}
