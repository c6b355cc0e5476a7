import Table from 'cli-table3'
import type { ResultsComparison } from '../compare/compare-results.ts'
import type { MetricRow } from '../compare/compare-variants.ts'
import type { Results } from '../results/types.ts'
import { differenceText } from './difference-text.ts'
import { NO_RULES, plainSpaces, trimmed } from './plain-table.ts'
import { type ReportContext, reportContext } from './report-context.ts'
import { inScale, scaleFor } from './units.ts'

/** Two results for a terminal: of each variant, the metrics that differ, with their verdict. */
export function renderResultsComparison(comparison: ResultsComparison, second: Results): string {
  const context = reportContext(second)
  const { seeds, variants, onlyInFirst, onlyInSecond } = comparison
  const sections = [
    seeds.length === 0
      ? 'No seed is in both, so nothing can be paired.'
      : `${seeds.length === 1 ? `Seed ${seeds[0]}` : `${seeds.length} seeds`} in both, paired.`,
    ...variants.map(({ variant, comparison: { rows } }) => variantSection(context, variant, rows)),
    ...(onlyInFirst.length === 0 ? [] : [`only in A: ${onlyInFirst.join(', ')}`]),
    ...(onlyInSecond.length === 0 ? [] : [`only in B: ${onlyInSecond.join(', ')}`]),
  ]
  return `${sections.join('\n\n')}\n`
}

function variantSection(context: ReportContext, variant: string, rows: readonly MetricRow[]): string {
  const differing = rows.filter((row) => sideOf(row) !== null || (row.differences[1]?.judgement ?? 'same') !== 'same')
  if (differing.length === 0) return `${variant}: no difference in ${rows.length} metrics`
  const table = new Table({
    head: [variant, 'A', 'B', 'B against A'],
    chars: NO_RULES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  })
  for (const row of differing) {
    const scale = scaleFor(row.definition.unit, row.values, context.results.currency)
    const text = differenceText(context, row, 1, scale)
    const side = sideOf(row)
    const against =
      side !== null
        ? `only in ${side}`
        : text === null
          ? ''
          : [text.arrow, text.amount, text.word].filter((part) => part !== '').join(' ')
    const name = scale.unit === '' ? row.definition.name : `${row.definition.name}, ${scale.unit}`
    table.push([name, inScale(row.values[0] ?? null, scale), inScale(row.values[1] ?? null, scale), against])
  }
  return plainSpaces(trimmed(table.toString()))
}

/** The only one of the two that has the metric. */
function sideOf({ values: [first = null, second = null] }: MetricRow): 'A' | 'B' | null {
  if ((first === null) === (second === null)) return null
  return first === null ? 'B' : 'A'
}
