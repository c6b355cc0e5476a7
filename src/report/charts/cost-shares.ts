import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf } from '../translated-unit.ts'
import { inScale } from '../units.ts'
import type { Figure, FigureTable } from './chart-config.ts'
import { acrossVariants, summaryValues } from './sentences.ts'
import { type BarPart, stackedBars } from './stacked-bars.ts'

/** Neighbours that are told apart; further workloads share a part. */
const SWATCHES = ['s2', 's3', 's0', 's1', 's5', 's7'] as const
const OTHERS = 'p3'
const IDLE = 'p2'

interface Share {
  readonly name: string
  /** Parallel to the variants, in currency. */
  readonly amounts: readonly (number | null)[]
}

/** For whom the money was: what each workload requested, and what nobody did. */
export function drawCostShares(context: ReportContext, theme: Theme): Figure[] {
  const { say, results } = context
  const idle = summaryValues(context, 'cost.idle')
  const shares = workloadShares(context)
  const paid = [idle, ...shares.map(({ amounts }) => amounts)].some((amounts) =>
    amounts.some((each) => (each ?? 0) > 0),
  )
  if (!paid || idle.every((each) => each === null)) return []
  const rest = { label: say('costShares.idle'), swatch: IDLE, amounts: idle }
  return [
    {
      name: 'cost-shares',
      topic: say('costShares.topic'),
      finding: say('costShares.finding', { values: acrossVariants(context, idle, 'currency') }),
      caption: say('costShares.caption', { unit: results.currency }),
      ...stackedBars(context, theme, 'currency', [...largestFirst(context, shares), rest]),
      table: tableOf(context, [...shares, { name: say('costShares.idle'), amounts: idle }]),
    },
  ]
}

/** Most expensive first. */
function workloadShares({ results }: ReportContext): Share[] {
  const all = results.variants.map(({ services, jobs }) => [...services, ...jobs])
  const names = [...new Set(all.flatMap((parts) => parts.map(({ name }) => name)))]
  return names
    .map((name) => ({
      name,
      amounts: all.map((parts) => parts.find((part) => part.name === name)?.summary['cost.requested'] ?? null),
    }))
    .sort((a, b) => total(b) - total(a))
}

function largestFirst({ say }: ReportContext, shares: readonly Share[]): BarPart[] {
  const fits = shares.length <= SWATCHES.length
  const named = shares.slice(0, fits ? SWATCHES.length : SWATCHES.length - 1)
  const others = shares.slice(named.length)
  const parts = named.map(({ name, amounts }, at) => ({ label: name, swatch: SWATCHES[at] ?? OTHERS, amounts }))
  if (others.length === 0) return parts
  const label = say('costShares.others', { count: others.length })
  const amounts = (others[0]?.amounts ?? []).map((_, v) =>
    others.reduce((sum, share) => sum + (share.amounts[v] ?? 0), 0),
  )
  return [...parts, { label, swatch: OTHERS, amounts }]
}

function total({ amounts }: Share): number {
  return amounts.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

function tableOf(context: ReportContext, shares: readonly Share[]): FigureTable {
  const { say, results } = context
  const scale = scaleOf(
    context,
    'currency',
    shares.flatMap(({ amounts }) => amounts),
  )
  return {
    head: [say('costShares.head', { unit: scale.unit }), ...results.variants.map(({ name }) => name)],
    rows: shares.map(({ name, amounts }) => [name, ...amounts.map((each) => inScale(each, scale))]),
  }
}
