import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { colourOf } from '../variant-style.ts'
import { axisScale, tidy } from './axis-scale.ts'
import type { ChartConfig, Dataset, ScaleConfig } from './chart-config.ts'
import { highestOf, type Values } from './series.ts'

/** Panels of one chart stand on one clock, cause below effect. */
export interface Panel {
  /** Beside the axis, before the unit; empty when the chart's caption says it. */
  readonly label: string
  readonly unit: string
  /** Parallel to the variants; null where a variant has none. */
  readonly lines: readonly (Values | null)[]
  /** A line that belongs to no variant and is the same for all: the load. Shaded where it is above the line of variant `shadedAbove`. */
  readonly reference?: { readonly label: string; readonly values: Values; readonly shadedAbove: number }
  /** The axis reaches at least this far, so that 30 % does not look like full. */
  readonly atLeast?: number
  /** Height against the other panels; 1 unless told. */
  readonly weight?: number
}

const PANEL_HEIGHT = 230
const MORE_PANEL_HEIGHT = 130
/** A lower panel's axis goes on above its last tick, so that its label keeps clear of the panel above. */
const PANEL_GAP = 1.15

/** Height that gives every further panel less room than the first. */
export function panelsHeight(panels: readonly Panel[]): number {
  return PANEL_HEIGHT + MORE_PANEL_HEIGHT * Math.max(0, panels.length - 1) + (panels.length === 1 ? 30 : 0)
}

/** Time charts over each other, one line per variant in each. */
export function panelsConfig(context: ReportContext, theme: Theme, panels: readonly Panel[]): ChartConfig {
  const scales: Record<string, ScaleConfig> = { x: timeScale(context, theme) }
  const datasets: Dataset[] = []
  // Chart.js stacks axes from the bottom up.
  for (const [index, panel] of [...panels].reverse().entries()) {
    const key = `y${index}`
    const largest = Math.max(panel.atLeast ?? 0, highestOf(panel.lines), highestOf([panel.reference?.values ?? null]))
    const axis = axisScale(panel.unit, largest, context.results.currency, panels.length > 1 ? 3 : 4)
    const label = panel.label === '' ? axis.unit : `${panel.label}, ${axis.unit}`
    const max = index === panels.length - 1 ? axis.max : axis.max * PANEL_GAP
    scales[key] = { ...valueScale(theme, { ...axis, max }, label), stack: 'panels', stackWeight: panel.weight ?? 1 }
    const data = (values: Values): (number | null)[] => values.map((v) => (v === null ? null : tidy(v / axis.divisor)))
    datasets.push(
      ...variantLines(context, theme, panel.lines).map((line) => ({ ...line, data: data(line.data), yAxisID: key })),
    )
    if (panel.reference !== undefined) {
      const { label, values, shadedAbove } = panel.reference
      const below = context.results.variants[shadedAbove]?.name
      const target = datasets.findIndex((dataset) => dataset.yAxisID === key && dataset.label === below)
      const fill = target < 0 ? false : { target, above: `${theme.worse}33`, below: `${theme.worse}00` }
      datasets.push({ ...referenceLine(theme, label, data(values)), yAxisID: key, fill })
    }
  }
  return { type: 'line', data: { labels: context.time.labels, datasets }, options: { ...baseOptions(theme), scales } }
}

/** What every chart of the report is told. */
export function baseOptions(theme: Theme): Record<string, unknown> {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    locale: 'en-US',
    font: { family: theme.font, size: theme.fontSize },
    color: theme.muted,
    interaction: { mode: 'index', intersect: false },
    layout: { padding: { right: 12 } },
    plugins: { legend: { display: false }, tooltip: { boxPadding: 4, usePointStyle: true } },
  }
}

export function valueScale(
  theme: Theme,
  axis: { readonly unit: string; readonly max: number; readonly ticks: readonly number[] },
  label: string,
): ScaleConfig {
  return {
    type: 'linear',
    min: 0,
    max: axis.max,
    tickValues: axis.ticks,
    ticks: {
      color: theme.muted,
      font: { family: theme.font, size: theme.fontSize },
      format: { useGrouping: false, maximumFractionDigits: 6 },
    },
    grid: { color: theme.rule },
    border: { display: false },
    title: { display: true, text: label, color: theme.muted, font: { family: theme.font, size: theme.fontSize } },
  }
}

function timeScale(context: ReportContext, theme: Theme): ScaleConfig {
  return {
    type: 'category',
    tickValues: context.time.ticks.map((tick) => tick.bucket),
    tickLabels: context.time.ticks.map((tick) => tick.label),
    ticks: {
      color: theme.muted,
      font: { family: theme.font, size: theme.fontSize },
      maxRotation: 0,
      autoSkipPadding: 12,
    },
    grid: { color: theme.rule },
    border: { color: theme.ruleStrong },
  }
}

function variantLines(
  context: ReportContext,
  theme: Theme,
  lines: readonly (Values | null)[],
): (Dataset & { readonly data: Values })[] {
  return context.results.variants.flatMap((variant, index) => {
    const style = context.styles[index]
    const values = lines[index]
    if (style === undefined || values === null || values === undefined) return []
    const colour = colourOf(style, theme)
    return [
      {
        label: variant.name,
        data: values,
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: style.heavy ? 2.5 : style.role === 'context' ? 1 : 1.75,
        borderDash: style.dash,
        pointStyle: style.role === 'context' ? 'circle' : style.shape,
        pointRadius: marks(values.length, index, lines.length, style.role === 'context'),
        pointHoverRadius: 4,
        clip: 6,
        // The pick lies on top of the rest, the baseline and context lines below.
        order: style.heavy ? 1 : style.role === 'context' ? 4 : 2,
      },
    ]
  })
}

function referenceLine(theme: Theme, label: string, data: Values): Dataset {
  return {
    label,
    data,
    borderColor: theme.text,
    backgroundColor: theme.text,
    borderWidth: 1.75,
    borderDash: [],
    pointStyle: 'line',
    pointRadius: 0,
    pointHoverRadius: 4,
    order: 3,
  }
}

/** Radii that Chart.js repeats along the line: a mark six times or so, each variant's beside the others'. */
function marks(length: number, index: number, count: number, none: boolean): number[] {
  if (none) return [0]
  const period = Math.max(count, Math.ceil(length / 6))
  const at = Math.floor(((index + 0.5) / count) * period)
  return Array.from({ length: period }, (_, i) => (i === at ? 4 : 0))
}
