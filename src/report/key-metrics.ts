import type { Comparison, MetricRow } from '../compare/compare-variants.ts'

/** A metric that earns a column: what a reader decides by. */
export interface KeyMetric {
  /** Column head. */
  readonly label: string
  readonly row: MetricRow
}

interface Candidate {
  /** The first of these that the run has. */
  readonly names: readonly string[]
  readonly label: string
  /** Left out when every variant has 0: the absence is no news. */
  readonly onlyIfAny?: true
}

const CANDIDATES: readonly Candidate[] = [
  { names: ['nodes.hours'], label: 'Node-hours' },
  { names: ['cost.total'], label: 'Cost', onlyIfAny: true },
  { names: ['requests.lostShare'], label: 'Lost requests' },
  { names: ['requests.lateShare'], label: 'Late requests', onlyIfAny: true },
  { names: ['slo.latencyAttainment'], label: 'Latency SLO met' },
  { names: ['jobs.waitSecondsMean'], label: 'Job wait, mean' },
  { names: ['pods.pending.waitSecondsP95', 'pods.pending.waitSecondsMax'], label: 'Pending, p95' },
  { names: ['nodes.count.mean'], label: 'Nodes, mean' },
  { names: ['nodes.count.max'], label: 'Nodes, peak' },
  { names: ['utilisation.cpu.requested.mean'], label: 'CPU requested' },
  { names: ['utilisation.cpu.used.mean'], label: 'CPU used' },
]

/** The few metrics of the table, the terminal and the summary, chosen by what this run has. */
export function keyMetrics(comparison: Comparison): KeyMetric[] {
  const byName = new Map(comparison.rows.map((row) => [row.definition.name, row]))
  const chosen: KeyMetric[] = []
  for (const { names, label, onlyIfAny } of CANDIDATES) {
    const row = names.map((name) => byName.get(name)).find((found) => found !== undefined)
    if (row === undefined) continue
    if (onlyIfAny && row.values.every((value) => (value ?? 0) === 0)) continue
    chosen.push({ label, row })
  }
  return chosen.length > 0 ? chosen : comparison.rows.slice(0, 6).map((row) => ({ label: row.definition.name, row }))
}
