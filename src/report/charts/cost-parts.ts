import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { acrossVariants } from './sentences.ts'
import { seriesValues } from './series.ts'
import { stackedBars } from './stacked-bars.ts'

const PARTS = ['used', 'requested', 'idle', 'booting'] as const

/** What was paid for and what became of it, in currency. */
type Parts = Readonly<Record<(typeof PARTS)[number], number>>

/** What the money bought: one bar per variant, cut by what its nodes were used for. */
export function drawCostParts(context: ReportContext, theme: Theme): Figure[] {
  const { say, results } = context
  const parts = results.variants.map((_, index) => partsOf(context, index))
  // Where the run says for whom the money was, that is the better picture.
  const isKnownExactly = results.variants.some(({ summary }) => (summary['cost.idle'] ?? null) !== null)
  if (isKnownExactly || parts.every((each) => each === null)) return []
  const bars = PARTS.map((part, at) => ({
    label: say(`costParts.${part}`),
    swatch: `p${at}`,
    amounts: parts.map((each) => each?.[part] ?? null),
  }))
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
      ...stackedBars(context, theme, 'currency', bars),
    },
  ]
}

/** Shares by requests and by use as the summary has them; booting nodes' part of what nobody requested by their number. */
function partsOf({ results }: ReportContext, index: number): Parts | null {
  const variant = results.variants[index]
  if (variant === undefined) return null
  const { 'cost.total': total, 'cost.requested': requested, 'cost.used': used } = variant.summary
  if (!total || requested == null || used == null) return null
  const nodes = (name: string): number =>
    (seriesValues(variant, name) ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0)
  const [ready, waiting] = [nodes('nodes.ready'), nodes('nodes.booting')]
  const idle = Math.max(0, total - requested)
  const booting = ready + waiting === 0 ? 0 : Math.min(idle, (total * waiting) / (ready + waiting))
  return { used: Math.min(used, requested), requested: Math.max(0, requested - used), idle: idle - booting, booting }
}
