import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight, type ReferenceLine } from './panels.ts'
import { acrossVariants, bucketText } from './sentences.ts'
import { highest, perVariant, seriesValues } from './series.ts'
import { chosenServices } from './services.ts'
import type { Values } from './values.ts'

/** What the pod autoscalers made of the load: replicas that it needs, that were asked for, and that are ready. */
export function drawReplicas(context: ReportContext, theme: Theme): Figure[] {
  const { say, results, verdict } = context
  const { names, note } = chosenServices(context)
  const panels = names.flatMap((of) => panelOf(context, of, names.length > 1))
  if (panels.length === 0) return []
  const drawn = new Set(panels.flatMap(({ references = [] }) => references.map(({ label }) => label)))
  const pick = results.variants[verdict.pick]?.name ?? ''
  return [
    {
      name: 'replicas',
      topic: say('replicas.topic'),
      finding: finding(context, panels),
      caption: say('replicas.caption', {
        bucket: bucketText(context),
        needed: drawn.has(say('replicas.needed')) ? say('replicas.neededNote', { name: pick }) : '',
        asked: drawn.has(say('replicas.desired')) ? say('replicas.asked', { name: pick }) : '',
        note,
      }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function panelOf(context: ReportContext, of: string, several: boolean): Panel[] {
  const lines = perVariant(context, 'replicas.ready', of)
  if (lines === null) return []
  const references = [...neededLine(context, of), ...askedLine(context, of)]
  return [{ label: several ? of : '', unit: 'replicas', lines, references, stepped: true }]
}

/** The load in replicas of the pick; without a ready replica, in those that were ready last. */
function neededLine({ say, results, verdict }: ReportContext, of: string): ReferenceLine[] {
  const pick = results.variants[verdict.pick]
  if (pick === undefined) return []
  const [load, capacity, ready] = ['load', 'capacity', 'replicas.ready'].map((name) => seriesValues(pick, name, of))
  if (load === null || load === undefined || !capacity || !ready) return []
  let perReplica: number | null = null
  const values = load.map((requests, at) => {
    if ((ready[at] ?? 0) > 0) perReplica = (capacity[at] ?? 0) / (ready[at] ?? 1)
    return requests === null || perReplica === null || perReplica === 0 ? null : requests / perReplica
  })
  return highest(values) === 0 ? [] : [{ label: say('replicas.needed'), values, dash: [2, 2] }]
}

/** Where it was not always there. */
function askedLine({ say, results, verdict }: ReportContext, of: string): ReferenceLine[] {
  const pick = results.variants[verdict.pick]
  const values = pick === undefined ? null : seriesValues(pick, 'replicas.desired', of)
  const ready = pick === undefined ? null : seriesValues(pick, 'replicas.ready', of)
  if (values === null || values.every((value, at) => value === ready?.[at])) return []
  return [{ label: say('replicas.desired'), values, shadedAbove: verdict.pick }]
}

/** One or two services one by one, more of them together. */
function finding(context: ReportContext, panels: readonly Panel[]): string {
  const { say } = context
  if (panels.length > 2) {
    const together = context.results.variants.map((_, index) =>
      highest(summed(panels.map((panel) => panel.lines[index] ?? []))),
    )
    return say('replicas.together', { values: acrossVariants(context, together, 'replicas') })
  }
  const peaks = panels.map(({ label, lines }) => {
    const values = lines.map((line) => (line === null ? null : highest(line)))
    return `${label === '' ? '' : `${label} `}${acrossVariants(context, values, 'replicas')}`
  })
  return say('replicas.peak', { values: peaks.join(say('compare.semicolon')) })
}

function summed(all: readonly Values[]): number[] {
  const length = Math.max(0, ...all.map((values) => values.length))
  return Array.from({ length }, (_, at) => all.reduce((sum, values) => sum + (values[at] ?? 0), 0))
}
