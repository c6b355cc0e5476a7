import type { Window } from '../window.ts'
import type { ChartConfig, Dataset, ScaleConfig } from './chart-config.ts'
import { markRadii, plotted } from './plot.ts'
import type { Values } from './values.ts'

/** What one drawing of a chart shows of it. */
export interface Shown {
  readonly window: Window
  readonly pixels: number
  readonly ticks: readonly { readonly bucket: number; readonly label: string }[]
  /** Positions of variants that are switched off. */
  readonly hidden: ReadonlySet<number>
  readonly valuesOf: (dataset: Dataset) => Values | null
}

/**
 * A configuration that Chart.js can draw, in a fresh copy because Chart.js writes into what it is given: series become the points of
 * the window, and what data cannot say (where ticks are, how wide an axis is) becomes functions.
 */
export function drawable(config: ChartConfig, shown: Shown): ChartConfig {
  const datasets = config.data.datasets.map((dataset) => shownDataset(dataset, shown))
  const scales = Object.entries(config.options.scales).map(([name, scale]) => [name, shownScale(scale, shown)] as const)
  return { ...config, data: { datasets }, options: { ...config.options, scales: Object.fromEntries(scales) } }
}

function shownDataset(dataset: Dataset, { window, pixels, hidden, valuesOf }: Shown): Dataset {
  const off = dataset.variant !== undefined && hidden.has(dataset.variant)
  const values = valuesOf(dataset)
  if (values === null) return { ...dataset, data: [...dataset.data], hidden: off }
  const data = plotted(values, window, pixels)
  const pointRadius = dataset.marks === undefined ? 0 : markRadii(data.length, dataset.marks)
  return { ...dataset, data, pointRadius, hidden: off }
}

function shownScale(scale: ScaleConfig, { window, ticks }: Shown): ScaleConfig {
  if (scale.timed !== true) return placed(scale, scale.tickValues, scale.tickLabels)
  const values = ticks.map(({ bucket }) => bucket)
  return placed(
    { ...scale, min: window.from, max: window.to },
    values,
    ticks.map(({ label }) => label),
  )
}

function placed(
  scale: ScaleConfig,
  values: readonly number[] | undefined,
  labels: ScaleConfig['tickLabels'],
): ScaleConfig {
  const { width } = scale
  return {
    ...scale,
    ...(values !== undefined && {
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
        axis.ticks = values.map((value) => ({ value }))
      },
    }),
    ...(labels !== undefined && {
      ticks: { ...(scale['ticks'] as object), callback: (value: number) => labels[values?.indexOf(value) ?? -1] },
    }),
    // The same width everywhere, so that charts below each other are on one clock.
    ...(width !== undefined && {
      afterFit: (axis: { width: number }) => {
        axis.width = width
      },
    }),
  }
}
