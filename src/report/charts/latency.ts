import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText } from './sentences.ts'
import { highest, perVariant } from './series.ts'
import { chosenServices } from './services.ts'
import type { Values } from './values.ts'

/** How long requests took that got an answer: the highest percentile that the run has, one panel per service. */
export function drawLatency(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const { names, note } = chosenServices(context)
  const name = ['latency.p99', 'latency.p95', 'latency.mean'].find((series) =>
    names.some((of) => latencies(context, series, of) !== null),
  )
  if (name === undefined) return []
  const label = name.replace('latency.', '')
  const panels = names.flatMap((of): Panel[] => {
    const lines = latencies(context, name, of)
    return lines === null ? [] : [{ label: names.length > 1 ? `${of} ${label}` : label, unit: 's', lines }]
  })
  const peaks = context.results.variants.map((_, index) =>
    Math.max(0, ...panels.map(({ lines }) => highest(lines[index] ?? []))),
  )
  const said = {
    name: 'latency',
    topic: say('latency.topic'),
    finding: say('latency.finding', { label, values: acrossVariants(context, peaks, 's') }),
  }
  if (peaks.every((peak) => peak === 0)) return [said]
  return [
    {
      ...said,
      caption: say('latency.caption', { bucket: bucketText(context), note }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function latencies(context: ReportContext, series: string, of: string): (Values | null)[] | null {
  return perVariant(context, series, of, 'quantile') ?? perVariant(context, series, of)
}
