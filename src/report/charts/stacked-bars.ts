import { swatches, type Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { axisScale } from './axis-scale.ts'
import type { ChartConfig, Dataset } from './chart-config.ts'
import { axisLabel, baseOptions, horizontal, valueScale } from './panels.ts'
import type { Layer } from './stacked-panels.ts'

const ROW_HEIGHT = 34
const NAME_LENGTH = 18

/** One part of every bar, from the left. */
export interface BarPart extends Layer {
  /** Parallel to the variants; null: this variant has no bar. */
  readonly amounts: readonly (number | null)[]
}

/** One bar per variant, cut into parts. */
export function stackedBars(
  context: ReportContext,
  theme: Theme,
  unit: string,
  parts: readonly BarPart[],
): { readonly config: ChartConfig; readonly height: number } {
  const { results } = context
  const totals = results.variants.map((_, index) => parts.reduce((sum, { amounts }) => sum + (amounts[index] ?? 0), 0))
  const axis = axisScale(unit, Math.max(...totals), results.currency)
  const across = horizontal(valueScale(theme, { ...axis, unit: axisLabel(context, '', axis.unit) }))
  const count = results.variants.length
  return {
    config: {
      type: 'bar',
      data: { datasets: parts.map((part) => bars(theme, part)) },
      options: {
        ...baseOptions(theme),
        indexAxis: 'y',
        scales: { x: { ...across, stacked: true }, y0: namesScale(context, theme, count) },
      },
    },
    height: count * ROW_HEIGHT + 60,
  }
}

function namesScale({ results }: ReportContext, theme: Theme, count: number) {
  const rows = results.variants.map((_, index) => index)
  return {
    ...valueScale(theme, { unit: '', divisor: 1, max: count, ticks: rows }),
    width: Math.round(10.5 * theme.fontSize),
    min: -0.5,
    max: count - 0.5,
    reverse: true,
    stacked: true,
    title: { display: false },
    grid: { display: false },
    tickLabels: results.variants.map(({ name }) => shortened(name)),
  }
}

function shortened(name: string): string {
  return name.length <= NAME_LENGTH ? name : `${name.slice(0, NAME_LENGTH - 1)}…`
}

function bars(theme: Theme, { label, swatch, amounts }: BarPart): Dataset {
  const colour = swatches(theme)[swatch] ?? theme.context
  return {
    label,
    data: amounts.flatMap((amount, index) => (amount === null ? [] : [{ x: amount, y: index }])),
    yAxisID: 'y0',
    swatch,
    backgroundColor: colour,
    borderColor: colour,
    borderDash: [],
    borderWidth: 0,
    barThickness: 20,
    pointStyle: 'rect',
  }
}
