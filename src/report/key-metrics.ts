import type { MetricRow } from '../compare/compare-variants.ts'
import { knownKey, type Say } from './messages/messages.ts'
import type { ReportContext } from './report-context.ts'

/** A metric that earns a column: what a reader decides by. */
export interface KeyMetric {
  /** Column head. */
  readonly label: string
  readonly row: MetricRow
}

interface Candidate {
  readonly name: string
  /** Left out when every variant has 0: the absence is no news. */
  readonly onlyIfAny?: true
}

/** Of each line the first that the run has. */
const CANDIDATES: readonly (readonly Candidate[])[] = [
  [{ name: 'cost.total', onlyIfAny: true }, { name: 'nodes.hours' }],
  [{ name: 'requests.lostShare' }],
  [{ name: 'requests.lateShare', onlyIfAny: true }],
  [{ name: 'jobs.waitSecondsMean' }],
  [{ name: 'pods.pending.waitSecondsP95', onlyIfAny: true }, { name: 'pods.pending.waitSecondsMax' }],
  [{ name: 'pods.unplaced', onlyIfAny: true }],
  [{ name: 'nodes.count.mean' }],
  [{ name: 'nodes.count.max' }],
  [{ name: 'utilisation.cpu.requested.mean' }],
  [{ name: 'utilisation.cpu.used.mean' }],
]

/** Columns of a table nobody made for these metrics. */
const MOST_UNKNOWN = 6

/** The few metrics of the table, the terminal and the summary, chosen by what this run has. */
export function keyMetrics({ comparison, say }: ReportContext): KeyMetric[] {
  const byName = new Map(comparison.rows.map((row) => [row.definition.name, row]))
  const chosen = CANDIDATES.flatMap((alternatives) => {
    const found = alternatives.flatMap(({ name, onlyIfAny }) => {
      const row = byName.get(name)
      return row === undefined || (onlyIfAny && row.values.every((value) => (value ?? 0) === 0))
        ? []
        : [labelled(say, row)]
    })
    return found.slice(0, 1)
  })
  if (chosen.length > 0) return chosen
  return comparison.rows.slice(0, MOST_UNKNOWN).map((row) => labelled(say, row))
}

function labelled(say: Say, row: MetricRow): KeyMetric {
  const { name } = row.definition
  const key = knownKey(`metric.${name}`)
  return { label: key === null ? name : say(key), row }
}
