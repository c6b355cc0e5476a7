import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { axisScale } from './axis-scale.ts'
import type { Dataset, Figure } from './chart-config.ts'
import { axisLabel, baseOptions, horizontal, valueScale } from './panels.ts'
import { acrossVariants } from './sentences.ts'
import { seriesValues } from './series.ts'

const ROW_HEIGHT = 34
const NAME_LENGTH = 18
const PARTS = ['used', 'requested', 'idle', 'booting'] as const

/** What was paid for and what became of it, in currency. */
type Parts = Readonly<Record<(typeof PARTS)[number], number>>

/** What the money bought: one bar per variant, cut by what its nodes were used for. */
export function drawCostParts(context: ReportContext, theme: Theme): Figure[] {
  const { say, results } = context
  const parts = results.variants.map((_, index) => partsOf(context, index))
  if (parts.every((each) => each === null)) return []
  const totals = results.variants.map(({ summary }) => summary['cost.total'] ?? 0)
  const axis = axisScale('currency', Math.max(...totals), results.currency)
  const across = horizontal(valueScale(theme, { ...axis, unit: axisLabel(context, '', axis.unit) }))
  const count = results.variants.length
  return [
    {
      name: 'cost-parts',
      topic: say('costParts.topic'),
      finding: say('costParts.finding', {
        values: acrossVariants(
          context,
          parts.map((each) => each?.idle ?? null),
          'currency',
        ),
      }),
      caption: say('costParts.caption', { unit: results.currency }),
      config: {
        type: 'bar',
        data: { datasets: PARTS.map((part, at) => bars(context, theme, parts, part, at)) },
        options: {
          ...baseOptions(theme),
          indexAxis: 'y',
          scales: { x: { ...across, stacked: true }, y0: namesScale(context, theme, count) },
        },
      },
      height: count * ROW_HEIGHT + 60,
    },
  ]
}

function namesScale({ results }: ReportContext, theme: Theme, count: number) {
  const rows = results.variants.map((_, index) => index)
  return {
    ...valueScale(theme, { unit: '', divisor: 1, max: count, ticks: rows }),
    width: Math.round(10.5 * theme.fontSize),
    min: -0.5,
    max: count - 0.5,
    reverse: true,
    stacked: true,
    title: { display: false },
    grid: { display: false },
    tickLabels: results.variants.map(({ name }) => shortened(name)),
  }
}

function shortened(name: string): string {
  return name.length <= NAME_LENGTH ? name : `${name.slice(0, NAME_LENGTH - 1)}…`
}

function bars(
  { say }: ReportContext,
  theme: Theme,
  parts: readonly (Parts | null)[],
  part: keyof Parts,
  at: number,
): Dataset {
  const colour = theme.parts[at] ?? theme.context
  return {
    label: say(`costParts.${part}`),
    data: parts.flatMap((each, index) => (each === null ? [] : [{ x: each[part], y: index }])),
    yAxisID: 'y0',
    borderColor: colour,
    backgroundColor: colour,
    borderDash: [],
    borderWidth: 0,
    barThickness: 20,
    pointStyle: 'rect',
  }
}

/** By the resource of which most is requested: what keeps a node from taking more. */
function partsOf({ results }: ReportContext, index: number): Parts | null {
  const variant = results.variants[index]
  const total = variant?.summary['cost.total'] ?? 0
  if (variant === undefined || total === 0) return null
  const share = (resource: string, what: string): number => variant.summary[`utilisation.${resource}.${what}.mean`] ?? 0
  const binding = share('memory', 'requested') > share('cpu', 'requested') ? 'memory' : 'cpu'
  const requested = Math.min(1, share(binding, 'requested'))
  const used = Math.min(requested, share(binding, 'used'))
  const nodes = (name: string): number =>
    (seriesValues(variant, name) ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0)
  const [ready, waiting] = [nodes('nodes.ready'), nodes('nodes.booting')]
  const booting = ready + waiting === 0 ? 0 : (total * waiting) / (ready + waiting)
  const paid = total - booting
  return { used: paid * used, requested: paid * (requested - used), idle: paid * (1 - requested), booting }
}
