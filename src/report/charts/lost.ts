import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { bucketText } from './load.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, inVariants, summaryValues } from './sentences.ts'
import { highestOf, perVariant } from './series.ts'

const PARTS = [
  { series: 'lost', metric: 'requests.lostShare', label: 'lost' },
  { series: 'late', metric: 'requests.lateShare', label: 'late' },
] as const

/** Which requests did not get an answer, or got it after the objective, and when. */
export function drawLost(context: ReportContext, theme: Theme): Figure[] {
  const known = PARTS.flatMap((part) => {
    const lines = perVariant(context, part.series)
    return lines === null ? [] : [{ ...part, lines }]
  })
  if (known.length === 0) return []
  const seen = known.filter((part) => highestOf(part.lines) > 0)
  const topic = 'Lost and late requests'
  const words = joinedLabels(known)
  if (seen.length === 0)
    return [{ name: 'lost', topic, finding: `No request was ${words}${inVariants(context, 'any')}.` }]

  const panels: Panel[] = seen.map(({ label, lines }) => ({ label, unit: 'req/s', lines }))
  const shares = seen.map((part) => acrossVariants(context, summaryValues(context, part.metric), 'share'))
  const finding = `${seen.map((part, i) => `${i === 0 ? `${capital(part.label)} requests` : part.label}: ${shares[i]}`).join('; ')}.`
  const caption = `Requests that were ${words}, means of ${bucketText(context)}`
  return [
    {
      name: 'lost',
      topic,
      finding,
      caption,
      config: panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function joinedLabels(parts: readonly { readonly label: string }[]): string {
  return parts.map((part) => part.label).join(' or ')
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
