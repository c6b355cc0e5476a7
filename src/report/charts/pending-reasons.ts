import type { Theme } from '../palette.ts'
import { type PendingReason, pendingReasons } from '../pending-reasons.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf } from '../translated-unit.ts'
import { inScale } from '../units.ts'
import type { Figure, FigureTable } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, inVariants } from './sentences.ts'
import { highestOf, perVariant } from './series.ts'

/** Reasons with a panel of their own; the table has them all. */
const DRAWN = 4
const LABEL_LENGTH = 20

/** What kept pods from a node, and when. */
export function drawPendingReasons(context: ReportContext, theme: Theme): Figure[] {
  const name = 'pending-reasons'
  const { say } = context
  const topic = say('reasons.topic')
  const reasons = pendingReasons(context)
  const [first] = reasons
  if (first === undefined) {
    const pending = perVariant(context, 'pods.pending')
    // Records from before reasons were kept say nothing about them.
    if (pending === null || highestOf(pending) > 0) return []
    return [{ name, topic, finding: say('reasons.none', { scope: inVariants(context, 'any') }) }]
  }
  const minutes = first.podSeconds.map((seconds) => seconds / 60)
  const finding = say('reasons.most', { reason: first.reason, values: acrossVariants(context, minutes, 'pod·min') })
  // One reason alone is the curve of the pods that wait.
  if (reasons.length === 1) return [{ name, topic, finding }]
  const panels = reasons
    .slice(0, DRAWN)
    .map(({ reason, lines }): Panel => ({ label: shortened(reason), unit: 'pods', lines, stepped: true }))
  return [
    {
      name,
      topic,
      finding,
      caption: say('reasons.caption', { bucket: bucketText(context) }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
      table: tableOf(context, reasons),
    },
  ]
}

function tableOf(context: ReportContext, reasons: readonly PendingReason[]): FigureTable {
  const { say } = context
  const { variants } = context.results
  const all = reasons.flatMap(({ podSeconds }) => podSeconds.map((seconds) => seconds / 60))
  const scale = scaleOf(context, 'pod·min', all)
  return {
    head: [
      say('reasons.head'),
      ...variants.map((variant) => say('chart.unitLabel', { label: variant.name, unit: scale.unit })),
    ],
    rows: reasons.map(({ reason, podSeconds }) => [
      reason,
      ...podSeconds.map((seconds) => inScale(seconds / 60, scale)),
    ]),
  }
}

/** What fits beside a panel; the table has it in full. */
function shortened(reason: string): string {
  return reason.length <= LABEL_LENGTH ? reason : `${reason.slice(0, LABEL_LENGTH - 1)}…`
}
