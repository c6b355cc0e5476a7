import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { type Panel, panelsConfig, panelsHeight } from './panels.ts'
import { acrossVariants, bucketText, inVariants, summaryValues } from './sentences.ts'
import { highestOf, perVariant } from './series.ts'

const PARTS = [
  { series: 'lost', metric: 'requests.lostShare', label: 'lost.lost' },
  { series: 'late', metric: 'requests.lateShare', label: 'lost.late' },
] as const

/** Which requests did not get an answer, or got it after the objective, and when. */
export function drawLost(context: ReportContext, theme: Theme): Figure[] {
  const { say } = context
  const known = PARTS.flatMap((part) => {
    const lines = perVariant(context, part.series)
    return lines === null ? [] : [{ ...part, lines }]
  })
  if (known.length === 0) return []
  const seen = known.filter((part) => highestOf(part.lines) > 0)
  const [name, topic] = ['lost', say('lost.topic')]
  const words = known.map(({ label }) => say(label)).join(say('lost.or'))
  if (seen.length === 0)
    return [{ name, topic, finding: say('lost.none', { words, scope: inVariants(context, 'any') }) }]

  const panels: Panel[] = seen.map(({ label, lines }) => ({ label: say(label), unit: 'req/s', lines }))
  const parts = seen.map(({ metric, label }) =>
    say('lost.part', { label: say(label), values: acrossVariants(context, summaryValues(context, metric), 'share') }),
  )
  return [
    {
      name,
      topic,
      finding: `${capital(parts.join(say('compare.semicolon')))}${say('sentence.end')}`,
      caption: say('lost.caption', { words, bucket: bucketText(context) }),
      ...panelsConfig(context, theme, panels),
      height: panelsHeight(panels),
    },
  ]
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
