import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, summaryValues } from './sentences.ts'
import { highestOf, perVariant } from './series.ts'
import type { Values } from './values.ts'

/** What has been paid by when; nothing without prices (the nodes chart says it then). */
export function drawCost(context: ReportContext, theme: Theme): Figure[] {
  const rates = perVariant(context, 'cost.rate')
  if (rates === null || highestOf(rates) === 0) return []
  const hours = context.time.bucketSeconds / 3600
  const lines = rates.map((values) => (values === null ? null : cumulative(values, hours)))
  const panels = [{ label: '', unit: 'currency', lines }]
  const totals = summaryValues(context, 'cost.total')
  return [
    {
      name: 'cost',
      topic: context.say('cost.topic'),
      finding: context.say('cost.finding', { values: acrossVariants(context, totals, 'currency') }),
      caption: context.say('cost.caption'),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

/** Paid by the end of each bucket, from rates per hour. */
function cumulative(rates: Values, hours: number): number[] {
  let paid = 0
  return rates.map((rate) => (paid += (rate ?? 0) * hours))
}
