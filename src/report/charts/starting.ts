import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Window } from '../window.ts'
import type { Figure } from './chart-config.ts'
import { panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, summaryValues } from './sentences.ts'
import { highest, seriesValues } from './series.ts'
import { type StackPanel, stackedPanels } from './stacked-panels.ts'

/** Each with its place among the stages from a change of load to a ready pod. */
const STAGES = [
  { name: 'pulling', swatch: 's4' },
  { name: 'starting', swatch: 's5' },
  { name: 'loading', swatch: 's6' },
  { name: 'warming', swatch: 's7' },
] as const

/** Few enough panels to compare their heights. */
const MOST_PANELS = 4
/** Of the highest peak: below it a panel looks empty. */
const SEEN = 0.05
/** Of the run. */
const SMALL_PART = 0.25

/** What pods on nodes were waiting for before they were ready. */
export function drawStarting(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const all = context.results.variants.map((variant) =>
    STAGES.map(({ name }) => seriesValues(variant, 'pods.starting', name) ?? []),
  )
  const layers = STAGES.flatMap(({ name, swatch }, at) =>
    all.some((values) => highest(values[at] ?? []) > 0) ? [{ at, label: say(`stage.${name}`), swatch }] : [],
  )
  const panels = inOrderOfInterest(context).flatMap((variant): StackPanel[] => {
    const values = layers.map(({ at }) => all[variant]?.[at] ?? [])
    const label = context.results.variants.length > 1 ? (context.results.variants[variant]?.name ?? '') : ''
    return values.some((layer) => highest(layer) > 0) ? [{ label, variant, values }] : []
  })
  if (panels.length === 0) return []
  const peak = ({ values }: StackPanel): number => Math.max(...values.map(highest))
  const most = Math.max(...panels.map(peak))
  const shown = panels.filter((panel) => peak(panel) >= most * SEEN).slice(0, MOST_PANELS)
  const note =
    shown.length < panels.length
      ? say('starting.some', { count: shown.length, all: context.results.variants.length })
      : ''
  return [
    {
      name: 'starting',
      topic: say('starting.topic'),
      finding: say('starting.finding', {
        values: acrossVariants(context, summaryValues(context, 'pods.startSecondsMean'), 's'),
      }),
      caption: say('starting.caption', { bucket: bucketText(context), note }),
      ...stackedPanels(context, theme, 'pods', layers, shown),
      ...stillWindow(context, shown, most),
      height: panelsHeight(shown),
    },
  ]
}

/** Where pods start only in a small part of the run: that part, with room around it. */
function stillWindow(
  { time }: ReportContext,
  panels: readonly StackPanel[],
  most: number,
): { readonly window?: Window } {
  const busy = Array.from({ length: time.buckets }, (_, at) => at).filter((at) =>
    panels.some(({ values }) => values.some((layer) => (layer[at] ?? 0) >= most * SEEN)),
  )
  const [first, last] = [busy[0] ?? 0, busy.at(-1) ?? time.buckets]
  const around = Math.max(2, Math.round((last - first) / 4))
  const window = { from: Math.max(0, first - around), to: Math.min(time.buckets, last + 1 + around) }
  return window.to - window.from < time.buckets * SMALL_PART ? { window } : {}
}

/** The pick first, the others as the scenario has them. */
function inOrderOfInterest({ results, verdict }: ReportContext): number[] {
  const all = results.variants.map((_, index) => index)
  return [verdict.pick, ...all.filter((index) => index !== verdict.pick)]
}
