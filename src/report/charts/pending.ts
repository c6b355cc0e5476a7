import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, inVariants, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant } from './series.ts'
import type { Values } from './values.ts'

/** Of the run: pods that wait for less of it are a needle in the picture, and the sentence says more. */
const SELDOM = 0.05

/** How many pods waited for a node, and when. */
export function drawPending(context: ReportContext, theme: Theme): Figure[] {
  const lines = perVariant(context, 'pods.pending', null, 'max') ?? perVariant(context, 'pods.pending')
  if (lines === null) return []
  const { say } = context
  const topic = say('pending.topic')
  if (highestOf(lines) === 0)
    return [{ name: 'pending', topic, finding: say('pending.none', { scope: inVariants(context, 'any') }) }]
  const peaks = lines.map((values) => (values === null ? null : highest(values)))
  const waits = summaryValues(context, 'pods.pending.waitSecondsP95')
  const wait = waits.some((value) => (value ?? 0) > 0)
    ? say('pending.waits', { values: acrossVariants(context, waits, 's') })
    : ''
  const finding = say('pending.peak', { values: acrossVariants(context, peaks, 'pods'), waits: wait })
  if (lines.every((values) => values === null || shareAboveZero(values) < SELDOM))
    return [{ name: 'pending', topic, finding }]
  const panels = [{ label: '', unit: 'pods', lines, stepped: true as const }]
  return [
    {
      name: 'pending',
      topic,
      finding,
      caption: say('pending.caption', { bucket: bucketText(context) }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function shareAboveZero(values: Values): number {
  return values.filter((value) => (value ?? 0) > 0).length / values.length
}
