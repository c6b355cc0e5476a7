import { swatches, type Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf } from '../translated-unit.ts'
import { axisScale } from './axis-scale.ts'
import type { ChartConfig, Dataset, Readout, ScaleConfig } from './chart-config.ts'
import { axisLabel, baseOptions, PANEL_GAP, timeScale, valueScale } from './panels.ts'
import { highest } from './series.ts'
import type { Values } from './values.ts'

/** One layer of every stack, named and coloured alike. */
export interface Layer {
  readonly label: string
  /** Its colour's name in the palette. */
  readonly swatch: string
}

/** Layers over time, one variant's. */
export interface StackPanel {
  readonly label: string
  /** Position among the variants. */
  readonly variant: number
  /** Parallel to the layers. */
  readonly values: readonly Values[]
}

/** Areas upon each other, a panel for each variant on one clock and one scale, so that their heights compare. */
export function stackedPanels(
  context: ReportContext,
  theme: Theme,
  unit: string,
  layers: readonly Layer[],
  panels: readonly StackPanel[],
): { readonly config: ChartConfig; readonly readouts: readonly Readout[] } {
  const scales: Record<string, ScaleConfig> = { x: timeScale(theme) }
  const datasets: Dataset[] = []
  const readouts: Readout[] = []
  const tops = panels.map(({ values }) => heights(values))
  const largest = Math.max(...tops.map((stack) => highest(stack.at(-1) ?? [])))
  const axis = axisScale(unit, largest, context.results.currency, panels.length > 1 ? 2 : 4)
  const scale = scaleOf(context, unit, [largest])
  // Chart.js stacks axes from the bottom up.
  for (const [index, panel] of [...panels.entries()].reverse()) {
    const key = `y${panels.length - 1 - index}`
    const axisText = axisLabel(context, panel.label, axis.unit)
    scales[key] = {
      ...valueScale(theme, { ...axis, unit: axisText }),
      max: (index === 0 ? axis.max : axis.max * PANEL_GAP) * axis.divisor,
      stack: 'panels',
      stackWeight: 1,
    }
    const first = datasets.length
    layers.forEach((layer, at) => {
      datasets.push({ ...area(theme, layer, panel, at), values: tops[index]?.[at] ?? [], yAxisID: key })
    })
    readouts.unshift({
      label: axisLabel(context, panel.label, scale.unit),
      scale,
      unit,
      lines: layers.map((_, at) => first + layers.length - 1 - at),
      weight: 1,
    })
  }
  return { config: { type: 'line', data: { datasets }, options: { ...baseOptions(theme), scales } }, readouts }
}

function area(theme: Theme, { label, swatch }: Layer, { variant, values }: StackPanel, at: number): Dataset {
  const colour = swatches(theme)[swatch] ?? theme.context
  return {
    label,
    data: [],
    readOut: values[at] ?? [],
    swatch,
    variant,
    borderColor: colour,
    backgroundColor: colour,
    // So that what lasts a moment is still seen.
    borderWidth: 1,
    borderDash: [],
    pointStyle: 'rect',
    stepped: 'middle',
    // Down to the layer before it: a layer is drawn between two heights.
    fill: at === 0 ? 'origin' : '-1',
  }
}

/** Each layer's upper edge. */
function heights(values: readonly Values[]): Values[] {
  const stack: Values[] = []
  for (const layer of values) {
    const below = stack.at(-1)
    stack.push(layer.map((value, at) => (value === null ? null : value + (below?.[at] ?? 0))))
  }
  return stack
}
