import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { acrossVariants, summaryValues } from './sentences.ts'
import { stackedBars } from './stacked-bars.ts'

/** From a load above capacity to the pod that ends it, in order; each has its swatch by position. */
const STAGES = ['metric', 'decision', 'pending', 'boot', 'pulling', 'starting', 'loading', 'warming'] as const

/** Which delay to attack: a bar per variant, as long as a shortage of capacity lasts on average, cut by what was waited for. */
export function drawLag(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const parts = STAGES.map((stage, at) => ({
    label: say(`lag.${stage}`),
    swatch: `s${at}`,
    amounts: summaryValues(context, `lag.${stage}SecondsMean`),
  })).filter(({ amounts }) => amounts.some((seconds) => (seconds ?? 0) > 0))
  if (parts.length === 0) return []
  const means = summaryValues(context, 'lag.seconds.mean')
  return [
    {
      name: 'lag',
      topic: say('lag.topic'),
      finding: say('lag.finding', { values: acrossVariants(context, means, 's') }),
      caption: say('lag.caption'),
      ...stackedBars(context, theme, 's', parts),
    },
  ]
}
