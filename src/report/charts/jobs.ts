import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { bucketText } from './load.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant } from './series.ts'

/** Whether batch work gets through: jobs that wait above jobs that run. */
export function drawJobs(context: ReportContext, theme: Theme): Figure[] {
  const panels: Panel[] = ['waiting', 'running'].flatMap((label) => {
    const lines = perVariant(context, `jobs.${label}`)
    return lines === null || highestOf(lines) === 0 ? [] : [{ label, unit: 'jobs', lines }]
  })
  const first = panels[0]
  if (first === undefined) return []
  const waits = summaryValues(context, 'jobs.waitSecondsMean')
  const peaks = first.lines.map((values) => (values === null ? null : highest(values)))
  const finding = waits.some((value) => value !== null)
    ? `Mean wait of a job: ${acrossVariants(context, waits, 's')}.`
    : `Most jobs ${first.label} at once: ${acrossVariants(context, peaks, 'jobs')}.`
  const caption = `Jobs ${panels.map((panel) => panel.label).join(' and ')}, means of ${bucketText(context)}`
  const config = panelsConfig(context, theme, panels)
  return [{ name: 'jobs', topic: 'Jobs', finding, caption, config, height: panelsHeight(panels) }]
}
