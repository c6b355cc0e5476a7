import type { Difference, MetricRow } from '../compare/compare-variants.ts'
import type { Judgement } from '../compare/tolerance.ts'
import type { Say } from './messages/messages.ts'
import { fixed, NO_BREAK } from './numbers.ts'
import type { ReportContext } from './report-context.ts'
import { differenceValue } from './translated-unit.ts'
import { inScale, type Scale } from './units.ts'

/** A difference in the parts that every output marks up in its own way. */
export interface DifferenceText {
  /** ▲ more, ▼ less; empty when there is none. */
  readonly arrow: '▲' | '▼' | ''
  readonly amount: string
  /** The judgement as a word, so that colour is never alone. */
  readonly word: string
  readonly judgement: Judgement
}

/** How the variant stands to the baseline; null for the baseline itself and for the unknown. */
export function differenceText(
  context: ReportContext,
  row: MetricRow,
  index: number,
  scale: Scale,
): DifferenceText | null {
  const difference = row.differences[index] ?? null
  if (difference === null) return null
  const { judgement, absolute } = difference
  if (judgement === 'same') return { arrow: '', amount: '', word: context.say('judge.same'), judgement }
  return {
    arrow: absolute > 0 ? '▲' : '▼',
    amount: amountText(context, row, difference, scale),
    word: judgement === 'unjudged' ? '' : context.say(`judge.${judgement}`),
    judgement,
  }
}

/** The difference, and over several seeds how far its 95 % interval reaches to either side. */
function amountText(
  context: ReportContext,
  row: MetricRow,
  { absolute, relative, interval }: Difference,
  scale: Scale,
): string {
  const half = interval === null ? 0 : (interval.high - interval.low) / 2
  const spread = (text: string) => (half === 0 ? '' : `${NO_BREAK}±${NO_BREAK}${text}`)
  if (!inPercent(row) || relative === null || absolute === 0) {
    return differenceValue(context, absolute, row.definition.unit, scale) + spread(inScale(half, scale))
  }
  return percent(context.say, relative) + spread(percent(context.say, Math.abs((relative / absolute) * half)))
}

/** Money is compared in percent; what is counted or measured, in its own unit. */
function inPercent(row: MetricRow): boolean {
  return row.definition.unit.startsWith('currency') || row.definition.name === 'nodes.hours'
}

/** Beyond ten times a percentage is harder to read than a factor. */
function percent(say: Say, relative: number): string {
  if (relative >= 9) return say('judge.times', { factor: fixed(relative + 1, 0) })
  return `${fixed(Math.abs(relative) * 100, 1)}${NO_BREAK}%`
}
