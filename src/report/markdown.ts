import type { Results } from '../results/types.ts'
import { type FigureTable, isDrawing } from './charts/chart-config.ts'
import { drawAll } from './charts/registry.ts'
import { differenceText } from './difference-text.ts'
import { type KeyMetric, keyMetrics } from './key-metrics.ts'
import { LIGHT } from './palette.ts'
import { type ReportContext, reportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'
import { inScale, scaleFor, withUnit } from './units.ts'
import { verdictText } from './verdict-text.ts'

/** `summary.md`: verdict, table, expectations, findings with the pictures that lie beside it. */
export function renderMarkdown(results: Results): string {
  const context = reportContext(results)
  const { headline, reason, confidence } = verdictText(context)
  const sections = [
    `# ${plain(results.name)}`,
    `**${plain(headline)}**`,
    plain([reason, confidence].filter((text) => text !== '').join(' ')),
    table(context),
    expectations(context),
    ...figures(context),
    `Reproduce: \`simcap run SCENARIO.yaml --seed ${results.seed}\``,
    plain(sourceLine(context)),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function table(context: ReportContext): string {
  const metrics = keyMetrics(context)
  const head = ['variant', ...metrics.map((metric) => metricLabel(context, metric))]
  const rows = context.comparison.variants.map((name, index) => [
    index === context.verdict.pick && context.comparison.variants.length > 1 ? `**${plain(name)}**` : plain(name),
    ...metrics.map((metric) => cell(context, metric, index)),
  ])
  return tableText(head, rows)
}

/** The first column reads from the left, numbers from the right. */
function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, column) => (column === 0 ? ':--' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function rowsText({ head, rows }: FigureTable): string {
  return tableText(
    head.map(plain),
    rows.map((cells) => cells.map(plain)),
  )
}

function metricLabel(context: ReportContext, { label, row }: KeyMetric): string {
  const { unit } = scaleFor(row.definition.unit, row.values, context.results.currency)
  return plain(unit === '' || label.toLowerCase().startsWith(unit) ? label : `${label}, ${unit}`)
}

function cell(context: ReportContext, { row }: KeyMetric, index: number): string {
  const scale = scaleFor(row.definition.unit, row.values, context.results.currency)
  const value = inScale(row.values[index] ?? null, scale)
  const text = differenceText(context, row, index, scale)
  if (text === null) return value
  const against = [text.arrow || '≈', text.amount, text.word].filter((part) => part !== '').join(' ')
  return `${value}<br>${against}`
}

function expectations(context: ReportContext): string {
  const { expectations: all, metrics, currency } = context.results
  return all
    .map(({ text, variant, metric, actual, passed }) => {
      const unit = metrics.find((candidate) => candidate.name === metric)?.unit ?? '1'
      return `- ${passed ? 'met' : '**not met**'}: ${plain(`${variant}: ${text}`)} (actual ${plain(withUnit(actual, unit, currency))})`
    })
    .join('\n')
}

function figures(context: ReportContext): string[] {
  return drawAll(context, LIGHT).flatMap(({ figure, fileName }) => {
    const lines = [`## ${plain(figure.topic)}`, plain(figure.finding)]
    if (!isDrawing(figure)) return lines
    return [...lines, figure.table === undefined ? `![${plain(figure.topic)}](${fileName})` : rowsText(figure.table)]
  })
}

/** A user's text as itself: what Markdown or HTML would read as markup is escaped, line breaks become spaces. */
export function plain(text: string): string {
  return text
    .replace(/\s*[\n\r\u2028\u2029]\s*/g, ' ')
    .replace(/[&<>]/g, (character) => ENTITIES.get(character) ?? character)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(
      /^(\s*)([-+#=]|\d+(?=[.)]))/,
      (_, space: string, mark: string) => `${space}${/\d/.test(mark) ? `${mark}\\` : `\\${mark}`}`,
    )
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])
