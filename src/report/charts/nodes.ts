import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { bucketText } from './load.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, inVariants, summaryValues, valueText } from './sentences.ts'
import { highest, highestOf, perVariant, type Values } from './series.ts'

/** How the fleet grew and shrank. */
export function drawNodes(context: ReportContext, theme: Theme): Figure[] {
  const ready = perVariant(context, 'nodes.ready')
  if (ready === null) return []
  const booting = perVariant(context, 'nodes.booting')
  const topic = 'Nodes'
  const constant = constantLevel(ready)
  if (constant !== null) {
    return [
      {
        name: 'nodes',
        topic,
        finding: `${valueText(context, constant, 'nodes')} throughout${inVariants(context, 'every')}.`,
      },
    ]
  }
  const panels: Panel[] = [{ label: 'ready', unit: 'nodes', lines: ready, weight: 2 }]
  if (booting !== null && highestOf(booting) > 0) panels.push({ label: 'booting', unit: 'nodes', lines: booting })
  const means = summaryValues(context, 'nodes.count.mean')
  const peaks = ready.map((values) => (values === null ? null : highest(values)))
  const known = means.some((value) => value !== null)
  return [
    {
      name: 'nodes',
      topic,
      finding: known
        ? `Nodes on average: ${acrossVariants(context, means, 'nodes')}.`
        : `Most nodes ready: ${acrossVariants(context, peaks, 'nodes')}.`,
      caption: `Nodes that pods can run on${panels.length > 1 ? ' and nodes that are starting' : ''}, means of ${bucketText(context)}`,
      config: panelsConfig(context, theme, panels),
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
