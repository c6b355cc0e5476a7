import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Candidates } from '../../src/policies/placement/types.ts'

export interface Grouping {
  readonly candidates: Candidates
  /** By position of a row in what was grouped: its candidate. */
  readonly candidateOf: Int32Array
}

/** A candidate for every row, as in a scan. */
export function candidatePerNode(
  cluster: Cluster,
  rows: Int32Array,
  isFeasible: (row: number) => boolean,
  tallies: readonly number[],
): Grouping {
  const { nodes } = cluster
  return {
    candidates: {
      size: rows.length,
      group: rows.map((row) => nodes.group[row]),
      feasible: rows.map((row) => (isFeasible(row) ? 1 : 0)),
      nodes: rows.map(() => 1),
      slots: tallies.map((tally) => rows.map((row) => cluster.tallies.columns[tally][row])),
      row: rows.slice(),
    },
    candidateOf: rows.map((_, position) => position),
  }
}

/** Nodes of one group and with the same tallies are one candidate, as in the score index; the last seen comes first. */
export function candidatePerCell(
  cluster: Cluster,
  rows: Int32Array,
  isFeasible: (row: number) => boolean,
  tallies: readonly number[],
): Grouping {
  const { nodes } = cluster
  const cells = new Map<string, number[]>()
  rows.forEach((row, position) => {
    const key = JSON.stringify([nodes.group[row], ...tallies.map((tally) => cluster.tallies.columns[tally][row])])
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [position])
    else cell.push(position)
  })
  const lists = [...cells.values()].reverse()
  const candidateOf = new Int32Array(rows.length)
  lists.forEach((positions, candidate) => {
    for (const position of positions) candidateOf[position] = candidate
  })
  const first = lists.map((positions) => rows[positions[0]])
  return {
    candidates: {
      size: lists.length,
      group: Int32Array.from(first, (row) => nodes.group[row]),
      feasible: Int32Array.from(
        lists,
        (positions) => positions.filter((position) => isFeasible(rows[position])).length,
      ),
      nodes: Int32Array.from(lists, (positions) => positions.length),
      row: Int32Array.from(first, () => -1),
      slots: tallies.map((tally) => Int32Array.from(first, (row) => cluster.tallies.columns[tally][row])),
    },
    candidateOf,
  }
}
