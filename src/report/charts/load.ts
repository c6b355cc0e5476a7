import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, inVariants } from './sentences.ts'
import { perVariant } from './series.ts'
import { chosenServices } from './services.ts'
import type { Values } from './values.ts'

/** When was capacity short? Load against the capacity of ready replicas, one panel per service. */
export function drawLoad(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const { names, note } = chosenServices(context)
  const panels = names.flatMap((of) => loadPanel(context, of, names.length > 1))
  if (panels.length === 0) return []
  return [
    {
      name: 'load',
      topic: say('load.topic'),
      finding: finding(context, panels),
      caption: say('load.caption', { bucket: bucketText(context), shaded: shading(context, panels), note }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function loadPanel(context: ReportContext, of: string, several: boolean): Panel[] {
  const load = perVariant(context, 'load', of)?.find((values) => values !== null)
  const capacity = perVariant(context, 'capacity', of)
  if (load === null || load === undefined || capacity === null) return []
  const reference = { label: context.say('load.label'), values: load, shadedAbove: context.verdict.pick }
  return [{ label: several ? of : '', unit: 'req/s', lines: capacity, references: [reference] }]
}

/** Within a bucket load may still pass capacity for a moment, so the sentence says what it was read from. */
function finding(context: ReportContext, panels: readonly Panel[]): string {
  const short = context.results.variants.map((_, index) => shortSeconds(context, panels, index))
  const bucket = bucketText(context)
  if (short.every((seconds) => seconds === 0)) {
    return context.say('load.enough', { bucket, scope: inVariants(context, 'every') })
  }
  return context.say('load.short', { bucket, values: acrossVariants(context, short, 's') })
}

function shortSeconds(context: ReportContext, panels: readonly Panel[], variant: number): number {
  let short = 0
  for (let at = 0; at < context.time.buckets; at++) {
    const isOne = panels.some(({ references, lines }) =>
      isShort(references?.[0]?.values ?? [], lines[variant] ?? null, at),
    )
    if (isOne) short++
  }
  return short * context.time.bucketSeconds
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
    : context.say('load.shaded', { name: pick.name })
}
