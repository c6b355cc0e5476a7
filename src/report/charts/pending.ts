import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { bucketText } from './load.ts'
import { panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, inVariants, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant } from './series.ts'

/** How many pods waited for a node, and when. */
export function drawPending(context: ReportContext, theme: Theme): Figure[] {
  const lines = perVariant(context, 'pods.pending', null, 'max') ?? perVariant(context, 'pods.pending')
  if (lines === null) return []
  const topic = 'Pending pods'
  if (highestOf(lines) === 0)
    return [{ name: 'pending', topic, finding: `No pod had to wait for a node${inVariants(context, 'any')}.` }]
  const peaks = lines.map((values) => (values === null ? null : highest(values)))
  const waits = summaryValues(context, 'pods.pending.waitSecondsP95')
  const wait = waits.some((value) => (value ?? 0) > 0)
    ? `; 95 of 100 waited at most ${acrossVariants(context, waits, 's')}`
    : ''
  const panels = [{ label: '', unit: 'pods', lines }]
  return [
    {
      name: 'pending',
      topic,
      finding: `Most pods pending at once: ${acrossVariants(context, peaks, 'pods')}${wait}.`,
      caption: `Pods without a node, highest level in each ${bucketText(context)}`,
      config: panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}
