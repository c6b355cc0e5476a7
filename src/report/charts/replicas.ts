import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { bucketText } from './load.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, joined } from './sentences.ts'
import { highest, perVariant } from './series.ts'
import { chosenServices } from './services.ts'

/** What the pod autoscalers made of the load: replicas that are ready. */
export function drawReplicas(context: ReportContext, theme: Theme): Figure[] {
  const { names, note } = chosenServices(context)
  const panels = names.flatMap((of): Panel[] => {
    const lines = perVariant(context, 'replicas.ready', of)
    return lines === null ? [] : [{ label: names.length > 1 ? of : '', unit: 'replicas', lines }]
  })
  if (panels.length === 0) return []
  const peaks = panels.map((panel) => {
    const values = panel.lines.map((line) => (line === null ? null : highest(line)))
    const of = panel.label === '' ? '' : `${panel.label} `
    return `${of}${acrossVariants(context, values, 'replicas')}`
  })
  return [
    {
      name: 'replicas',
      topic: 'Ready replicas',
      finding: `Most replicas ready at once: ${peaks.length > 2 ? peaks.join('; ') : joined(peaks)}.`,
      caption: `Replicas that can take requests, means of ${bucketText(context)}${note}`,
      config: panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}
