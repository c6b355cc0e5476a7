import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { valueText } from '../translated-unit.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, inVariants, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant } from './series.ts'
import type { Values } from './values.ts'

/** How the fleet grew and shrank. */
export function drawNodes(context: ReportContext, theme: Theme): Figure[] {
  const ready = perVariant(context, 'nodes.ready')
  if (ready === null) return []
  const booting = perVariant(context, 'nodes.booting')
  const { say } = context
  const topic = say('nodes.topic')
  const constant = constantLevel(ready)
  if (constant !== null) {
    return [
      {
        name: 'nodes',
        topic,
        finding: say('nodes.constant', {
          value: valueText(context, constant, 'nodes'),
          scope: inVariants(context, 'every'),
        }),
      },
    ]
  }
  const panels: Panel[] = [{ label: say('nodes.ready'), unit: 'nodes', lines: ready, weight: 2 }]
  if (booting !== null && highestOf(booting) > 0)
    panels.push({ label: say('nodes.booting'), unit: 'nodes', lines: booting })
  const means = summaryValues(context, 'nodes.count.mean')
  const peaks = ready.map((values) => (values === null ? null : highest(values)))
  const known = means.some((value) => value !== null)
  return [
    {
      name: 'nodes',
      topic,
      finding: known
        ? say('nodes.mean', { values: acrossVariants(context, means, 'nodes') })
        : say('nodes.peak', { values: acrossVariants(context, peaks, 'nodes') }),
      caption: say(panels.length > 1 ? 'nodes.captionBoth' : 'nodes.caption', { bucket: bucketText(context) }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

/** The level that all lines keep all the time, or null. */
function constantLevel(lines: readonly (Values | null)[]): number | null {
  const level = lines[0]?.[0] ?? null
  const flat = lines.every((values) => values?.every((value) => value === level) ?? true)
  return flat ? level : null
}
