import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, inVariants } from './sentences.ts'
import { perVariant, type Values } from './series.ts'
import { chosenServices } from './services.ts'

/** When was capacity short? Load against the capacity of ready replicas, one panel per service. */
export function drawLoad(context: ReportContext, theme: Theme): Figure[] {
  const { names, note } = chosenServices(context)
  const panels = names.flatMap((of) => loadPanel(context, of, names.length > 1))
  if (panels.length === 0) return []
  return [
    {
      name: 'load',
      topic: 'Load and capacity',
      finding: finding(context, panels),
      caption: `Requests offered and requests that ready replicas can serve, means of ${bucketText(context)}${shading(context, panels)}${note}`,
      config: panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function loadPanel(context: ReportContext, of: string, several: boolean): Panel[] {
  const load = perVariant(context, 'load', of)?.find((values) => values !== null)
  const capacity = perVariant(context, 'capacity', of)
  if (load === null || load === undefined || capacity === null) return []
  const reference = { label: 'load', values: load, shadedAbove: context.verdict.pick }
  return [{ label: several ? of : '', unit: 'req/s', lines: capacity, reference }]
}

/** Within a bucket load may still pass capacity for a moment, so the sentence says what it was read from. */
function finding(context: ReportContext, panels: readonly Panel[]): string {
  const short = context.results.variants.map((_, index) => shortSeconds(context, panels, index))
  if (short.every((seconds) => seconds === 0)) {
    return `By means of ${bucketText(context)}, ready capacity stays above the load${inVariants(context, 'every')}.`
  }
  return `Time with load above ready capacity, by means of ${bucketText(context)}: ${acrossVariants(context, short, 's')}.`
}

function shortSeconds(context: ReportContext, panels: readonly Panel[], variant: number): number {
  const shortBuckets = context.time.labels.filter((_label, at) =>
    panels.some((panel) => isShort(panel.reference?.values ?? [], panel.lines[variant] ?? null, at)),
  )
  return shortBuckets.length * context.time.bucketSeconds
}

function isShort(load: Values, capacity: Values | null, at: number): boolean {
  const offered = load[at] ?? null
  const ready = capacity?.[at] ?? null
  return offered !== null && ready !== null && offered > ready * (1 + 1e-9)
}

/** Said only where something is shaded. */
function shading(context: ReportContext, panels: readonly Panel[]): string {
  const pick = context.results.variants[context.verdict.pick]
  return pick === undefined || shortSeconds(context, panels, context.verdict.pick) === 0
    ? ''
    : `; shaded: load above the capacity of ${pick.name}`
}

/** "3 min buckets". */
export function bucketText(context: ReportContext): string {
  const seconds = context.time.bucketSeconds
  return seconds % 60 === 0 ? `${seconds / 60}\u00a0min` : `${seconds}\u00a0s`
}
