import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, summaryValues } from './sentences.ts'
import { highest, highestOf, perVariant, subjects } from './series.ts'
import type { Values } from './values.ts'

const MOST_PANELS = 4
/** Differences that no eye sees, as a share of the highest point. */
const SAME = 0.02

/** Whether batch work got through: pods at work, one panel per job. */
export function drawJobs(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const jobs = subjects(context, 'pods.working').flatMap((job) => {
    const lines = perVariant(context, 'pods.working', job)
    return lines === null || highestOf(lines) === 0 ? [] : [{ job, lines }]
  })
  const shown = [...jobs].sort((a, b) => highestOf(b.lines) - highestOf(a.lines)).slice(0, MOST_PANELS)
  const first = shown[0]
  if (first === undefined) return []
  const panels = shown.map(
    ({ job, lines }): Panel => ({ label: shown.length > 1 ? job : '', unit: 'pods', lines, stepped: true }),
  )
  const waits = summaryValues(context, 'jobs.waitSecondsMean')
  const peaks = first.lines.map((values) => (values === null ? null : highest(values)))
  const finding = waits.some((value) => value !== null)
    ? say('jobs.wait', { values: acrossVariants(context, waits, 's') })
    : say('jobs.peak', { name: first.job, values: acrossVariants(context, peaks, 'pods') })
  const topic = say('jobs.topic')
  if (shown.every(({ lines }) => areAlike(lines))) return [{ name: 'jobs', topic, finding }]
  const note = jobs.length > shown.length ? say('jobs.largest', { count: MOST_PANELS, all: jobs.length }) : ''
  const caption = say('jobs.caption', { bucket: bucketText(context), note })
  return [
    {
      name: 'jobs',
      topic,
      finding,
      caption,
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

/** Of several variants none stands out: the sentence says it all. */
function areAlike(lines: readonly (Values | null)[]): boolean {
  const [first] = lines
  if (lines.length < 2 || first === undefined || first === null) return false
  const height = highest(first)
  return lines.every((values) => values?.every((value, at) => isNear(value, first[at] ?? null, height)) ?? false)
}

function isNear(one: number | null, other: number | null, height: number): boolean {
  return Math.abs((one ?? 0) - (other ?? 0)) <= height * SAME
}
