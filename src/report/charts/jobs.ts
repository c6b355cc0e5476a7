import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { bucketText } from './load.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant, subjects } from './series.ts'

const MOST_PANELS = 4

/** Whether batch work got through: pods at work, one panel per job. */
export function drawJobs(context: ReportContext, theme: Theme): Figure[] {
  const jobs = subjects(context, 'pods.working').flatMap((job) => {
    const lines = perVariant(context, 'pods.working', job)
    return lines === null || highestOf(lines) === 0 ? [] : [{ job, lines }]
  })
  const shown = [...jobs].sort((a, b) => highestOf(b.lines) - highestOf(a.lines)).slice(0, MOST_PANELS)
  const first = shown[0]
  if (first === undefined) return []
  const panels = shown.map(({ job, lines }): Panel => ({ label: shown.length > 1 ? job : '', unit: 'pods', lines }))
  const waits = summaryValues(context, 'jobs.waitSecondsMean')
  const peaks = first.lines.map((values) => (values === null ? null : highest(values)))
  const finding = waits.some((value) => value !== null)
    ? `Mean wait of a job: ${acrossVariants(context, waits, 's')}.`
    : `Most pods of ${first.job} at work at once: ${acrossVariants(context, peaks, 'pods')}.`
  const note = jobs.length > shown.length ? `; the ${MOST_PANELS} largest of ${jobs.length} jobs` : ''
  const caption = `Pods of jobs at work, means of ${bucketText(context)}${note}`
  const config = panelsConfig(context, theme, panels)
  return [{ name: 'jobs', topic: 'Jobs', finding, caption, config, height: panelsHeight(panels) }]
}
