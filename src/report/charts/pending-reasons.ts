import type { Theme } from '../palette.ts'
import { type PendingReason, pendingReasons } from '../pending-reasons.ts'
import type { ReportContext } from '../report-context.ts'
import { inScale, scaleFor } from '../units.ts'
import type { Figure, FigureTable } from './chart-config.ts'
import { bucketText } from './load.ts'
import { panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, inVariants } from './sentences.ts'
import { highestOf, perVariant } from './series.ts'

/** Reasons with a panel of their own; the table has them all. */
const DRAWN = 4
/** What fits beside a panel. */
const LABEL_LENGTH = 18

/** What kept pods from a node, and when. */
export function drawPendingReasons(context: ReportContext, theme: Theme): Figure[] {
  const name = 'pending-reasons'
  const topic = 'Why pods were pending'
  const reasons = pendingReasons(context)
  const [first] = reasons
  if (first === undefined) {
    const pending = perVariant(context, 'pods.pending')
    // Records from before reasons were kept say nothing about them.
    if (pending === null || highestOf(pending) > 0) return []
    return [{ name, topic, finding: `Nothing kept a pod from a node for any time${inVariants(context, 'any')}.` }]
  }
  const panels = reasons
    .slice(0, DRAWN)
    .map(({ reason, lines }, index) => ({ label: `${index + 1} ${short(reason)}`, unit: 'pods', lines }))
  const minutes = first.podSeconds.map((seconds) => seconds / 60)
  return [
    {
      name,
      topic,
      finding: `Most time went to “${first.reason}”: ${acrossVariants(context, minutes, 'pod·min')}.`,
      caption: `Pods without a node, by the reason that most nodes gave when such a pod was last tried, means of ${bucketText(context)}`,
      config: panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
      table: tableOf(context, reasons),
    },
  ]
}

function tableOf(context: ReportContext, reasons: readonly PendingReason[]): FigureTable {
  const { variants, currency } = context.results
  const all = reasons.flatMap(({ podSeconds }) => podSeconds.map((seconds) => seconds / 60))
  const scale = scaleFor('pod·min', all, currency)
  return {
    head: ['Reason', ...variants.map((variant) => `${variant.name}, pod·min`)],
    rows: reasons.map(({ reason, podSeconds }, index) => [
      `${index + 1} ${reason}`,
      ...podSeconds.map((seconds) => inScale(seconds / 60, scale)),
    ]),
  }
}

/** Without what all begin with: "node(s) had untolerated taint {…}", "Insufficient cpu". */
function short(reason: string): string {
  const rest = reason.replace(/^(node\(s\)|Insufficient) /, '')
  return rest.length <= LABEL_LENGTH ? rest : `${rest.slice(0, LABEL_LENGTH - 1).trimEnd()}…`
}
