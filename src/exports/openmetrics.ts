import type { Results } from '../results/types.ts'
import { type Labels, type MetricFamily, seriesFamilies, summaryFamilies } from './metric-families.ts'
import { startOf } from './series-table.ts'

/** Lines that are handed over at once. */
const CHUNK_LINES = 10_000

/**
 * Results as OpenMetrics text, in pieces. With a start every sample has its time, as Prometheus wants it of a file that it is
 * filled from. Without one no sample has, and the series, which would be nothing without their times, are left out.
 */
export function* openMetricsText(results: Results): Generator<string> {
  const startMs = startOf(results)
  const families = [...summaryFamilies(results), ...(startMs === null ? [] : seriesFamilies(results))]
  for (const family of families) yield* familyText(family, startMs)
  yield '# EOF\n'
}

/** Nothing at all where there is no sample. */
function* familyText({ name, unit, help, samples }: MetricFamily, startMs: number | null): Generator<string> {
  const head = `# TYPE ${name} gauge\n${unit === null ? '' : `# UNIT ${name} ${unit}\n`}# HELP ${name} ${escaped(help)}\n`
  let lines: string[] = []
  let isFirst = true
  let last: Labels | null = null
  let prefix = ''
  for (const { labels, value, atSeconds } of samples()) {
    if (isFirst) lines.push(head)
    isFirst = false
    if (labels !== last) prefix = `${name}{${labelText(labels)}}`
    last = labels
    lines.push(`${prefix} ${value}${startMs === null ? '' : ` ${startMs / 1000 + atSeconds}`}\n`)
    if (lines.length < CHUNK_LINES) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .filter(([, value]) => value !== null)
    .map(([label, value]) => `${label}="${escaped(String(value))}"`)
    .join(',')
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
