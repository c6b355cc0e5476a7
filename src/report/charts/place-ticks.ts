import type { ChartConfig } from './chart-config.ts'

/**
 * Tells Chart.js where the ticks are: a configuration is data and cannot hold the function itself.
 * Changes `config`, as Chart.js does. The page does the same in its own script.
 */
export function placeTicks(config: ChartConfig): void {
  for (const scale of Object.values(config.options.scales) as Record<string, unknown>[]) {
    const values = scale.tickValues
    if (!Array.isArray(values)) continue
    scale.afterBuildTicks = (axis: { ticks: { value: number }[] }) => {
      axis.ticks = values.map((value: number) => ({ value }))
    }
  }
}
