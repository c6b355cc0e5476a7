import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { latencyTarget } from './latency-target.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText } from './sentences.ts'
import { highest, highestOf, perVariant } from './series.ts'
import { chosenServices } from './services.ts'
import type { Values } from './values.ts'

/** Few enough services to show their median below their slowest requests. */
const WITH_MEDIAN = 2
/** A promise that is further above the picture than this is said, not drawn. */
const FAR = 4

/** How long requests took that got an answer: the highest percentile that the run has against what is promised, and the median. */
export function drawLatency(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const { names, note } = chosenServices(context)
  const name = ['latency.p99', 'latency.p95', 'latency.mean'].find((series) =>
    names.some((of) => latencies(context, series, of) !== null),
  )
  if (name === undefined) return []
  const label = name.replace('latency.', '')
  const slow = names.flatMap((of) => panelOf(context, name, of, names.length > 1))
  const peaks = context.results.variants.map((_, index) =>
    Math.max(0, ...slow.map(({ lines }) => highest(lines[index] ?? []))),
  )
  const said = {
    name: 'latency',
    topic: say('latency.topic'),
    finding: say('latency.finding', { label, values: acrossVariants(context, peaks, 's') }),
  }
  if (peaks.every((peak) => peak === 0)) return [said]
  const medians = names.length > WITH_MEDIAN || label !== 'p99' ? [] : names.flatMap((of) => median(context, of, names))
  const panels = [...slow, ...medians]
  const promised = panels.some(({ references }) => references !== undefined) ? say('latency.promised') : ''
  return [
    {
      ...said,
      caption: say('latency.caption', { bucket: bucketText(context), note: `${promised}${note}` }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function median(context: ReportContext, of: string, names: readonly string[]): Panel[] {
  const panels = panelOf(context, 'latency.p50', of, names.length > 1)
  return panels.filter(({ lines }) => highestOf(lines) > 0).map((panel) => ({ ...panel, weight: 0.6 }))
}

function panelOf(context: ReportContext, name: string, of: string, several: boolean): Panel[] {
  const lines = latencies(context, name, of)
  if (lines === null) return []
  const percentile = name.replace('latency.', '')
  const target = latencyTarget(context.results, of, percentile)
  const near = target !== null && target <= FAR * highestOf(lines)
  const values = Array.from({ length: context.time.buckets }, () => target)
  const reference = { label: context.say('latency.target'), values, dash: [5, 3] }
  return [
    { label: several ? `${of} ${percentile}` : percentile, unit: 's', lines, ...(near && { references: [reference] }) },
  ]
}

function latencies(context: ReportContext, series: string, of: string): (Values | null)[] | null {
  return perVariant(context, series, of, 'quantile') ?? perVariant(context, series, of)
}
