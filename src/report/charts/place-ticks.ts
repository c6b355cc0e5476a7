import type { ChartConfig } from './chart-config.ts'

/**
 * Tells Chart.js where the ticks are and what they say: a configuration is data and cannot hold functions.
 * Changes `config`, as Chart.js does. The page does the same in its own script.
 */
export function placeTicks(config: ChartConfig): void {
  for (const scale of Object.values(config.options.scales) as unknown as MutableScale[]) {
    const { tickValues, tickLabels } = scale
    if (tickValues === undefined) continue
    scale.afterBuildTicks = (axis) => {
      axis.ticks = tickValues.map((value) => ({ value }))
    }
    if (tickLabels !== undefined) scale.ticks.callback = (value) => tickLabels[tickValues.indexOf(value)]
  }
}

interface MutableScale {
  readonly tickValues?: readonly number[]
  readonly tickLabels?: readonly string[]
  readonly ticks: { callback?: (value: number) => string | undefined }
  afterBuildTicks?: (axis: { ticks: { value: number }[] }) => void
}
