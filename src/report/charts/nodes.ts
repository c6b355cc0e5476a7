import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { valueText } from '../translated-unit.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, inVariants, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant, subjects } from './series.ts'
import type { Values } from './values.ts'

/** Pools with a panel of their own. */
const MOST_POOLS = 3

/** How the fleet grew and shrank, in which pool, and what it cost by the hour. */
export function drawNodes(context: ReportContext, theme: Theme): Figure[] {
  const ready = perVariant(context, 'nodes.ready')
  if (ready === null) return []
  const { say } = context
  const topic = say('nodes.topic')
  const rates = perVariant(context, 'cost.rate')
  const constant = constantLevel(ready)
  if (constant !== null && (rates === null || isFlat(rates))) {
    const value = valueText(context, constant, 'nodes')
    const finding = say('nodes.constant', { value, scope: inVariants(context, 'every') })
    return [{ name: 'nodes', topic, finding }]
  }
  const booting = perVariant(context, 'nodes.booting')
  const panels: Panel[] = [
    { label: say('nodes.ready'), unit: 'nodes', lines: ready, weight: 2, stepped: true },
    ...panelOf(say('nodes.booting'), 'nodes', booting),
    ...poolPanels(context),
    ...panelOf(say('nodes.cost'), 'currency/h', rates),
  ]
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

/** Nothing where it is zero throughout. */
function panelOf(label: string, unit: string, lines: (Values | null)[] | null): Panel[] {
  return lines === null || highestOf(lines) === 0 ? [] : [{ label, unit, lines, stepped: true }]
}

/** Of several pools, those that change. */
function poolPanels(context: ReportContext): Panel[] {
  const changing = subjects(context, 'nodes.ready').flatMap((pool): Panel[] => {
    const lines = perVariant(context, 'nodes.ready', pool)
    return lines === null || isFlat(lines) ? [] : panelOf(pool, 'nodes', lines)
  })
  return changing.slice(0, MOST_POOLS)
}

/** The level that all lines keep all the time, or null. */
function constantLevel(lines: readonly (Values | null)[]): number | null {
  const level = lines[0]?.[0] ?? null
  const same = lines.every((values) => values?.every((value) => value === level) ?? true)
  return same ? level : null
}

/** No line moves, though each may be at a level of its own. */
function isFlat(lines: readonly (Values | null)[]): boolean {
  return lines.every((values) => values?.every((value) => value === values[0]) ?? true)
}
