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

/** One bar per variant that has any of the parts, cut into them. */
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
  const rows = results.variants.map((_, index) => index).filter((index) => parts.some((part) => has(part, index)))
  return {
    config: {
      type: 'bar',
      data: { datasets: parts.map((part) => bars(theme, part, rows)) },
      options: {
        ...baseOptions(theme),
        indexAxis: 'y',
        scales: { x: { ...across, stacked: true }, y0: namesScale(context, theme, rows) },
      },
    },
    height: rows.length * ROW_HEIGHT + 60,
  }
}

function has({ amounts }: BarPart, index: number): boolean {
  return (amounts[index] ?? null) !== null
}

function namesScale({ results }: ReportContext, theme: Theme, rows: readonly number[]) {
  return {
    ...valueScale(theme, { unit: '', divisor: 1, max: rows.length, ticks: [...rows.keys()] }),
    width: Math.round(10.5 * theme.fontSize),
    min: -0.5,
    max: rows.length - 0.5,
    reverse: true,
    stacked: true,
    title: { display: false },
    grid: { display: false },
    tickLabels: rows.map((index) => shortened(results.variants[index]?.name ?? '')),
  }
}

function shortened(name: string): string {
  return name.length <= NAME_LENGTH ? name : `${name.slice(0, NAME_LENGTH - 1)}…`
}

function bars(theme: Theme, { label, swatch, amounts }: BarPart, rows: readonly number[]): Dataset {
  const colour = swatches(theme)[swatch] ?? theme.context
  return {
    label,
    data: rows.flatMap((index, row) => {
      const amount = amounts[index] ?? null
      return amount === null ? [] : [{ x: amount, y: row }]
    }),
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
