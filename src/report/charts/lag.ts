import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { acrossVariants, joined, summaryValues } from './sentences.ts'
import { stackedBars } from './stacked-bars.ts'

/** From a load above capacity to the pod that ends it, in order; each has its swatch by position. */
const STAGES = ['metric', 'decision', 'pending', 'boot', 'pulling', 'starting', 'loading', 'warming'] as const
/** What pods go through that were ordered at all. */
const OF_PODS: readonly (typeof STAGES)[number][] = STAGES.slice(2)

/** Which delay to attack: a bar per variant, as long as a shortage of capacity lasts on average, cut by what was waited for. */
export function drawLag(context: ReportContext, theme: Theme): Figure[] {
  const { say, results } = context
  const stages = STAGES.map((stage) => summaryValues(context, `lag.${stage}SecondsMean`))
  if (!stages.some((amounts) => amounts.some(isPositive))) return []
  const topic = say('lag.topic')
  const means = summaryValues(context, 'lag.seconds.mean')
  const finding = say('lag.finding', { values: acrossVariants(context, means, 's') })
  const scales = results.variants.map((_, index) =>
    STAGES.some((stage, at) => OF_PODS.includes(stage) && isPositive(stages[at]?.[index] ?? null)),
  )
  if (!scales.includes(true)) return [{ name: 'lag', topic, finding }]
  const parts = STAGES.flatMap((stage, at) => {
    // Who never orders a pod is short until the load falls: a bar of hours would squeeze the others to nothing.
    const amounts = (stages[at] ?? []).map((seconds, index) => (scales[index] === true ? seconds : null))
    return amounts.some(isPositive) ? [{ label: say(`lag.${stage}`), swatch: `s${at}`, amounts }] : []
  })
  const absent = results.variants.flatMap(({ name }, index) => (scales[index] === true ? [] : [name]))
  const note = absent.length === 0 ? '' : say('lag.absent', { names: joined(context, absent) })
  return [
    {
      name: 'lag',
      topic,
      finding,
      caption: say('lag.caption', { note }),
      ...stackedBars(context, theme, 's', parts),
    },
  ]
}

function isPositive(seconds: number | null): boolean {
  return (seconds ?? 0) > 0
}
