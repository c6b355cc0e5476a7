import type { Comparison, MetricRow } from '../compare/compare-variants.ts'

/** A metric that earns a column: what a reader decides by. */
export interface KeyMetric {
  /** Column head. */
  readonly label: string
  readonly row: MetricRow
}

interface Candidate {
  readonly name: string
  readonly label: string
  /** Left out when every variant has 0: the absence is no news. */
  readonly onlyIfAny?: true
}

/** Of each line the first that the run has. */
const CANDIDATES: readonly (readonly Candidate[])[] = [
  [
    { name: 'cost.total', label: 'Cost', onlyIfAny: true },
    { name: 'nodes.hours', label: 'Node-hours' },
  ],
  [{ name: 'requests.lostShare', label: 'Lost requests' }],
  [{ name: 'requests.lateShare', label: 'Late requests', onlyIfAny: true }],
  [{ name: 'jobs.waitSecondsMean', label: 'Job wait, mean' }],
  [
    { name: 'pods.pending.waitSecondsP95', label: 'Pending, p95', onlyIfAny: true },
    { name: 'pods.pending.waitSecondsMax', label: 'Pending, longest' },
  ],
  [{ name: 'pods.unplaced', label: 'Pods unplaced', onlyIfAny: true }],
  [{ name: 'nodes.count.mean', label: 'Nodes, mean' }],
  [{ name: 'nodes.count.max', label: 'Nodes, peak' }],
  [{ name: 'utilisation.cpu.requested.mean', label: 'CPU requested' }],
  [{ name: 'utilisation.cpu.used.mean', label: 'CPU used' }],
]

/** Columns of a table nobody made for these metrics. */
const MOST_UNKNOWN = 6

/** The few metrics of the table, the terminal and the summary, chosen by what this run has. */
export function keyMetrics(comparison: Comparison): KeyMetric[] {
  const byName = new Map(comparison.rows.map((row) => [row.definition.name, row]))
  const chosen = CANDIDATES.flatMap((alternatives) => {
    const found = alternatives.flatMap(({ name, label, onlyIfAny }) => {
      const row = byName.get(name)
      return row === undefined || (onlyIfAny && row.values.every((value) => (value ?? 0) === 0)) ? [] : [{ label, row }]
    })
    return found.slice(0, 1)
  })
  if (chosen.length > 0) return chosen
  return comparison.rows.slice(0, MOST_UNKNOWN).map((row) => ({ label: row.definition.name, row }))
}
