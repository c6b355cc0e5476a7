import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf, unitName } from '../translated-unit.ts'
import { colourOf } from '../variant-style.ts'
import { axisScale, tidy } from './axis-scale.ts'
import type { ChartConfig, Dataset, Readout, ScaleConfig } from './chart-config.ts'
import { highestOf } from './series.ts'
import type { Values } from './values.ts'

/** A line to hold the others against: the load, a limit. Shaded where it is above the line of variant `shadedAbove`. */
export interface ReferenceLine {
  readonly label: string
  readonly values: Values
  readonly shadedAbove?: number
  readonly dash?: readonly number[]
}

/** Panels of one chart stand on one clock, cause below effect. */
export interface Panel {
  /** Beside the axis, before the unit; empty when the chart's caption says it. */
  readonly label: string
  readonly unit: string
  /** Parallel to the variants; null where a variant has none. */
  readonly lines: readonly (Values | null)[]
  readonly references?: readonly ReferenceLine[]
  /** What moves in steps: whole replicas, nodes, prices. */
  readonly stepped?: true
  /** The axis reaches at least this far, so that 30 % does not look like full. */
  readonly atLeast?: number
  /** Height against the other panels; 1 unless told. */
  readonly weight?: number
}

const PANEL_HEIGHT = 230
const MORE_PANEL_HEIGHT = 130
/** A lower panel's axis goes on above its last tick, so that its label keeps clear of the panel above. */
export const PANEL_GAP = 1.15
/** Of every value axis, in letters of the theme's size. */
const AXIS_LETTERS = 4.9

/** Height that gives every further panel less room than the first. */
export function panelsHeight(panels: { readonly length: number }): number {
  return PANEL_HEIGHT + MORE_PANEL_HEIGHT * Math.max(0, panels.length - 1) + (panels.length === 1 ? 30 : 0)
}

/** Time charts over each other, one line per variant in each. */
export function panelsConfig(
  context: ReportContext,
  theme: Theme,
  panels: readonly Panel[],
): { readonly config: ChartConfig; readonly readouts: readonly Readout[] } {
  const scales: Record<string, ScaleConfig> = { x: timeScale(theme) }
  const datasets: Dataset[] = []
  const readouts: Readout[] = []
  // Chart.js stacks axes from the bottom up.
  for (const [index, panel] of [...panels].reverse().entries()) {
    const key = `y${index}`
    const references = panel.references ?? []
    const largest = Math.max(
      panel.atLeast ?? 0,
      highestOf(panel.lines),
      highestOf(references.map(({ values }) => values)),
    )
    const axis = axisScale(panel.unit, largest, context.results.currency, panels.length > 1 ? 3 : 4)
    const weight = panel.weight ?? 1
    const max = (index === panels.length - 1 ? axis.max : axis.max * PANEL_GAP) * axis.divisor
    scales[key] = {
      ...valueScale(theme, { ...axis, unit: axisLabel(context, panel.label, axis.unit) }),
      max,
      stack: 'panels',
      stackWeight: weight,
    }
    const first = datasets.length
    const shape = { yAxisID: key, ...(panel.stepped === true && { stepped: 'middle' }) }
    datasets.push(...variantLines(context, theme, panel.lines).map((line) => ({ ...line, ...shape })))
    for (const reference of references) datasets.push({ ...referenceLine(theme, reference, datasets, key), ...shape })
    const scale = scaleOf(context, panel.unit, [largest])
    readouts.unshift({
      label: axisLabel(context, panel.label, scale.unit),
      scale,
      unit: panel.unit,
      lines: datasets.map((_, at) => at).slice(first),
      weight,
    })
  }
  return { config: { type: 'line', data: { datasets }, options: { ...baseOptions(theme), scales } }, readouts }
}

/** 'checkout, k req/s'. */
export function axisLabel({ say }: ReportContext, label: string, unit: string): string {
  const translated = unit.replace(/^([kMGT] )?(.+)$/, (_, letter: string | undefined, name: string) => {
    return `${letter ?? ''}${unitName(say, name)}`
  })
  if (label === '' || translated === '') return label || translated
  return say('chart.unitLabel', { label, unit: translated })
}

/** What every chart of the report is told. */
export function baseOptions(theme: Theme): Record<string, unknown> {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    parsing: false,
    normalized: true,
    events: [],
    locale: 'en-US',
    font: { family: theme.font, size: theme.fontSize },
    color: theme.muted,
    layout: { autoPadding: false, padding: { top: 8, right: 14 } },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
  }
}

/** An axis of values in their own unit whose ticks are printed in the axis' own. */
export function valueScale(
  theme: Theme,
  axis: { readonly unit: string; readonly divisor: number; readonly max: number; readonly ticks: readonly number[] },
): ScaleConfig {
  return {
    type: 'linear',
    min: 0,
    max: axis.max * axis.divisor,
    width: Math.round(AXIS_LETTERS * theme.fontSize),
    tickValues: axis.ticks.map((tick) => tick * axis.divisor),
    tickLabels: axis.ticks.map((tick) => String(tidy(tick))),
    ticks: { color: theme.muted, font: { family: theme.font, size: theme.fontSize } },
    grid: { color: theme.rule },
    border: { display: false },
    title: { display: true, text: axis.unit, color: theme.muted, font: { family: theme.font, size: theme.fontSize } },
  }
}

/** An axis along the bottom takes the room that its labels need. */
export function horizontal(scale: ScaleConfig): ScaleConfig {
  const { width, ...rest } = scale
  return width === undefined ? scale : rest
}

export function timeScale(theme: Theme): ScaleConfig {
  return {
    type: 'linear',
    timed: true,
    ticks: { color: theme.muted, font: { family: theme.font, size: theme.fontSize }, maxRotation: 0, autoSkip: false },
    grid: { color: theme.rule },
    border: { color: theme.ruleStrong },
  }
}

function variantLines(context: ReportContext, theme: Theme, lines: readonly (Values | null)[]): Dataset[] {
  return context.results.variants.flatMap((variant, index) => {
    const style = context.styles[index]
    const values = lines[index]
    if (style === undefined || values === null || values === undefined) return []
    const colour = colourOf(style, theme)
    return [
      {
        label: variant.name,
        variant: index,
        data: [],
        values,
        ...(style.role !== 'context' && { marks: { index, count: lines.length } }),
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: style.heavy ? 2.5 : style.role === 'context' ? 1.25 : 1.75,
        borderDash: style.dash,
        borderJoinStyle: 'round',
        pointStyle: style.shape,
        clip: 4,
        // The pick lies on top of the rest, the baseline and context lines below.
        order: style.heavy ? 1 : style.role === 'context' ? 4 : 2,
      },
    ]
  })
}

function referenceLine(
  theme: Theme,
  { label, values, shadedAbove, dash = [] }: ReferenceLine,
  datasets: readonly Dataset[],
  key: string,
): Dataset {
  const target = datasets.findIndex(
    (dataset) => shadedAbove !== undefined && dataset['yAxisID'] === key && dataset.variant === shadedAbove,
  )
  return {
    label,
    data: [],
    values,
    borderColor: theme.text,
    backgroundColor: theme.text,
    borderWidth: 1.75,
    borderDash: dash,
    pointStyle: 'line',
    order: 3,
    fill: target < 0 ? false : { target, above: `${theme.worse}33`, below: `${theme.worse}00` },
  }
}
