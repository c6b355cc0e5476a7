import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText } from './sentences.ts'
import { highest, perVariant } from './series.ts'
import { chosenServices } from './services.ts'
import type { Values } from './values.ts'

/** What the pod autoscalers made of the load: replicas that are ready. */
export function drawReplicas(context: ReportContext, theme: Theme): Figure[] {
  const { names, note } = chosenServices(context)
  const panels = names.flatMap((of): Panel[] => {
    const lines = perVariant(context, 'replicas.ready', of)
    return lines === null ? [] : [{ label: names.length > 1 ? of : '', unit: 'replicas', lines }]
  })
  if (panels.length === 0) return []
  return [
    {
      name: 'replicas',
      topic: context.say('replicas.topic'),
      finding: finding(context, panels),
      caption: context.say('replicas.caption', { bucket: bucketText(context), note }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

/** One or two services one by one, more of them together. */
function finding(context: ReportContext, panels: readonly Panel[]): string {
  const { say } = context
  if (panels.length > 2) {
    const together = context.results.variants.map((_, index) =>
      highest(summed(panels.map((panel) => panel.lines[index] ?? []))),
    )
    return say('replicas.together', { values: acrossVariants(context, together, 'replicas') })
  }
  const peaks = panels.map(({ label, lines }) => {
    const values = lines.map((line) => (line === null ? null : highest(line)))
    return `${label === '' ? '' : `${label} `}${acrossVariants(context, values, 'replicas')}`
  })
  return say('replicas.peak', { values: peaks.join(say('compare.semicolon')) })
}

function summed(all: readonly Values[]): number[] {
  const length = Math.max(0, ...all.map((values) => values.length))
  return Array.from({ length }, (_, at) => all.reduce((sum, values) => sum + (values[at] ?? 0), 0))
}
