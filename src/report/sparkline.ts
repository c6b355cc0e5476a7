import { highest, perVariant } from './charts/series.ts'
import type { Values } from './charts/values.ts'
import type { ReportContext } from './report-context.ts'
import { valueText } from './translated-unit.ts'

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const WIDEST = 60

/** The load and what was lost of it, a word high: when it happened, at a glance. Empty without requests. */
export function sparklines(context: ReportContext, width: number): string {
  const load = perVariant(context, 'load')?.find((values) => values !== null)
  if (load === null || load === undefined) return ''
  const lost = perVariant(context, 'lost') ?? []
  const rows = [
    { label: 'load', values: load },
    ...context.results.variants.flatMap((variant, index) => {
      const values = lost[index] ?? null
      return values === null || highest(values) === 0 ? [] : [{ label: `lost, ${variant.name}`, values }]
    }),
  ]
  const labelWidth = Math.max(...rows.map((row) => row.label.length))
  const cells = Math.min(WIDEST, width - labelWidth - 22)
  if (cells < 10) return ''
  const top = highest(load)
  return rows
    .map(({ label, values }) => {
      const peak = valueText(context, highest(values), 'req/s').replace(/[\u00a0\u202f]/g, ' ')
      return `${label.padEnd(labelWidth)}  ${sparkline(values, cells, top)}  to ${peak}`
    })
    .join('\n')
}

/** The highest value of each cell against `top`; a blank where there is nothing. */
export function sparkline(values: Values, cells: number, top: number): string {
  const count = Math.min(cells, values.length)
  return Array.from({ length: count }, (_, cell) => {
    const from = Math.floor((cell * values.length) / count)
    const to = Math.max(from + 1, Math.floor(((cell + 1) * values.length) / count))
    const value = highest(values.slice(from, to))
    if (value <= 0 || top <= 0) return ' '
    return LEVELS[Math.min(LEVELS.length - 1, Math.floor((value / top) * LEVELS.length))]
  }).join('')
}
