import { type ChartConfig, type Drawing, type Figure, isDrawing } from '../../src/report/charts/chart-config.ts'
import { CHARTS } from '../../src/report/charts/registry.ts'
import { LIGHT } from '../../src/report/palette.ts'
import { reportContext } from '../../src/report/report-context.ts'
import type { Results } from '../../src/results/types.ts'
import { type SampleOptions, sampleResults } from './sample-results.ts'

export function drawChart(name: string, results: Results): readonly Figure[] {
  const chart = CHARTS.find((candidate) => candidate.name === name)
  if (chart === undefined) throw new Error(`no chart is named ${name}`)
  return chart.draw(reportContext(results), LIGHT)
}

export function drawSample(name: string, options: SampleOptions = {}): readonly Figure[] {
  return drawChart(name, sampleResults(options))
}

/** The only drawing of a chart that has exactly one. */
export function onlyDrawing(figures: readonly Figure[]): Drawing {
  const [figure] = figures
  if (figures.length !== 1 || figure === undefined || !isDrawing(figure)) throw new Error('not exactly one drawing')
  return figure
}

/** Axis titles from the top panel to the bottom. */
export function panelTitles(config: ChartConfig): string[] {
  return Object.keys(config.options.scales)
    .filter((key) => key.startsWith('y'))
    .sort()
    .reverse()
    .map((key) => String((config.options.scales[key]?.title as { readonly text?: string } | undefined)?.text))
}

/** Spaces that do not break as plain ones. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ')
}
