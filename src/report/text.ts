import Table from 'cli-table3'
import pc from 'picocolors'
import type { Results } from '../results/types.ts'
import { differenceText } from './difference-text.ts'
import { type KeyMetric, keyMetrics } from './key-metrics.ts'
import { counted } from './numbers.ts'
import { NO_RULES, plainSpaces, trimmed } from './plain-table.ts'
import { type ReportContext, reportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'
import { sparklines } from './sparkline.ts'
import { inScale, scaleFor, withUnit } from './units.ts'
import { verdictText } from './verdict-text.ts'
import { wrapped } from './wrapped.ts'

export interface TextOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
}

type Colors = ReturnType<typeof pc.createColors>

/** Wider prose is hard to read, however wide the terminal. */
const WIDEST_PROSE = 100

/** The comparison for a terminal: verdict, table, expectations. */
export function renderText(results: Results, options: TextOptions): string {
  const context = reportContext(results)
  const colors = pc.createColors(options.color)
  const prose = (text: string): string =>
    plainSpaces(wrapped(text, Math.min(options.width, WIDEST_PROSE), (line) => line.length).join('\n'))
  const { headline, reason, confidence } = verdictText(context)
  const sections = [
    colors.bold(prose(headline)),
    prose([reason, confidence].filter((text) => text !== '').join(' ')),
    table(context, colors, options.width),
    sparklines(context, options.width),
    expectations(context, colors),
    notes(context, prose),
    colors.dim(sourceLine(context)),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** A cell: the value, and below it how it stands to the baseline. */
interface Cell {
  readonly value: string
  readonly against: string
  readonly paint: (text: string) => string
  readonly best: boolean
}

/** Metrics down, variants across; when the terminal is too narrow for all variants, one table below the other. */
function table(context: ReportContext, colors: Colors, width: number): string {
  const metrics = keyMetrics(context)
  const labels = metrics.map((metric) => metricLabel(context, metric))
  const columns = context.comparison.variants.map((name, index) => {
    const cells = metrics.map((metric) => cell(context, colors, metric, index))
    const head = wrapped(name.replace(/[-_/. ]/g, '$& '), NAME_WIDTH, (line) => tight(line).length).map(tight)
    const lines = [...head, ...cells.flatMap((one) => [one.value, one.against])]
    return { head, cells, width: Math.max(...lines.map((line) => line.length)) }
  })
  const labelWidth = Math.max(...labels.map((label) => label.length))
  return chunks(columns, width - labelWidth)
    .map((some) => {
      const head = ['', ...some.map((column) => column.head.map((line) => colors.bold(line)).join('\n'))]
      const grid = new Table({
        head,
        chars: NO_RULES,
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
      })
      grid.push(...labels.map((label, m) => [label, ...some.map((column) => twoLines(column.cells[m], colors))]))
      return trimmed(grid.toString())
    })
    .join('\n\n')
}

/** A name breaks after its hyphens rather than widen its column. */
const NAME_WIDTH = 16
const GAP = 2

function tight(line: string): string {
  return line.replace(/([-_/.]) /g, '$1').trimEnd()
}

/** As many columns together as fit, at least one. */
function chunks<Column extends { readonly width: number }>(columns: readonly Column[], width: number): Column[][] {
  const groups: Column[][] = []
  let left = 0
  for (const column of columns) {
    const needed = GAP + column.width
    if (groups.length === 0 || needed > left) {
      groups.push([])
      left = width
    }
    groups.at(-1)?.push(column)
    left -= needed
  }
  return groups
}

function metricLabel(context: ReportContext, { label, row }: KeyMetric): string {
  const { unit } = scaleFor(row.definition.unit, row.values, context.results.currency)
  return unit === '' || label.toLowerCase().startsWith(unit) ? label : `${label}, ${unit}`
}

function cell(context: ReportContext, colors: Colors, { row }: KeyMetric, index: number): Cell {
  const scale = scaleFor(row.definition.unit, row.values, context.results.currency)
  const value = plainSpaces(inScale(row.values[index] ?? null, scale))
  const best = row.best[index] ?? false
  if (index === 0) return { value, against: row.values.length > 1 ? 'baseline' : '', paint: colors.dim, best }
  const text = differenceText(context, row, index, scale)
  if (text === null) return { value, against: '', paint: colors.dim, best }
  const against = plainSpaces(
    `${text.arrow || '= '}${[text.amount, text.word].filter((part) => part !== '').join(' ')}`,
  )
  const paint = text.judgement === 'better' ? colors.green : text.judgement === 'worse' ? colors.red : colors.dim
  return { value, against, paint, best }
}

function twoLines(cell: Cell | undefined, colors: Colors): string {
  if (cell === undefined) return ''
  const { value, against, paint, best } = cell
  return against === '' ? value : `${best ? colors.bold(value) : value}\n${paint(against)}`
}

function expectations(context: ReportContext, colors: Colors): string {
  const { expectations: all, currency, metrics } = context.results
  return all
    .map(({ text, variant, metric, actual, passed }) => {
      const unit = metrics.find((candidate) => candidate.name === metric)?.unit ?? '1'
      const found = plainSpaces(withUnit(actual, unit, currency))
      return `${passed ? colors.green('met    ') : colors.red('not met')}  ${variant}: ${text} (actual ${found})`
    })
    .join('\n')
}

const MOST_NOTES = 5

function notes(context: ReportContext, prose: (text: string) => string): string {
  const all = [...context.results.notes, ...context.results.variants.flatMap((variant) => variant.notes)]
  // Variants mostly share their inputs, and what is odd about these.
  const lines = [...new Set(all.map((note) => `note: ${note.about}: ${note.text}`))]
  const shown = lines.slice(0, MOST_NOTES).map(prose)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${counted(rest, 'more note')} in the report`] : [])].join('\n')
}
