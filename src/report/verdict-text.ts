import type { MetricRow } from '../compare/compare-variants.ts'
import { isSame } from '../compare/tolerance.ts'
import type { Verdict } from '../compare/verdict.ts'
import { fixed, NO_BREAK } from './numbers.ts'
import type { ReportContext } from './report-context.ts'
import { withUnit } from './units.ts'

/** The verdict in words: what to do, by which numbers, and how sure one run can be. */
export interface VerdictText {
  readonly headline: string
  readonly reason: string
  readonly confidence: string
}

export function verdictText(context: ReportContext): VerdictText {
  return {
    headline: lossLead(context) + headline(context),
    reason: reason(context),
    confidence: confidence(context.comparison.seeds, context.comparison.variants.length),
  }
}

function confidence(seeds: number, variants: number): string {
  if (seeds === 1) return '1 run with one seed: no confidence statement.'
  if (variants === 1) return `Means over ${seeds} seeds.`
  return `Means over ${seeds} seeds, the same for every variant; ± is the 95${NO_BREAK}% interval of the paired difference, and what is called better or worse holds after correcting for the number of comparisons.`
}

/** Where every variant fails, that is the answer; what sets them apart comes second. */
function lossLead({ verdict, comparison, results }: ReportContext): string {
  const { sharedLoss } = verdict
  if (sharedLoss === null) return ''
  if (sharedLoss === 1) return 'Every variant loses all requests. '
  const lost = comparison.rows.find((row) => row.definition.name === 'requests.lostShare')
  const level = `${lost !== undefined && isLevel(lost) ? '' : 'at least '}${withUnit(sharedLoss, 'share', results.currency)}`
  return `Every variant loses ${level} of requests. `
}

function headline(context: ReportContext): string {
  const { verdict } = context
  const pick = nameOf(context, verdict.pick)
  const use = verdict.sharedLoss === null ? `Use ${pick}. It` : pick
  switch (verdict.kind) {
    case 'single':
      return single(context)
    case 'holds':
      return verdict.holding.length === 1
        ? `${use} is the only variant that holds ${objectivesText(verdict)}${costClause(context, ', and it ')}.`
        : `${use} is the cheapest of ${verdict.holding.length} variants that hold ${objectivesText(verdict)}${costClause(context, '; it ')}.`
    case 'holdsNone':
      return `No variant holds ${objectivesText(verdict)}; closest is ${pick}${qualityClause(context, ', which ')}.`
    case 'dominates':
      return `${use} ${bestWords(verdict)}${verdict.cost === null ? '' : `, and no variant ${lessWords(verdict.cost)}`}.`
    case 'tradeOff':
      return `${pick} ${bestWords(verdict)}${costClause(context, ' and ')}${saving(context)}.`
    case 'tie':
      return `No difference between the variants in ${verdict.quality === null ? 'cost' : `${noun(verdict.quality)} or cost`}.`
  }
}

function single(context: ReportContext): string {
  const { verdict } = context
  const name = nameOf(context, 0)
  const asked = verdict.objectives[0] ?? []
  const held = asked.filter((objective) => objective.held).length
  const grade =
    asked.length === 0
      ? ''
      : held === asked.length
        ? ` holds ${objectivesText(verdict)},`
        : ` holds ${held} of ${asked.length} objectives,`
  const clauses = [verdict.quality, verdict.cost].flatMap((row) => {
    const clause = row === null ? null : levelClause(context, row, 0)
    return clause === null ? [] : [clause]
  })
  return `${name}${grade} ${clauses.join(' and ') || 'ran'}.`
}

/** Every variant's level of what decided, best first; of many, the pick, the runner-up and the last. */
function reason(context: ReportContext): string {
  const { ranking, quality, cost, kind } = context.verdict
  if (kind === 'single') return broken(context)
  const shown = ranking.length <= 4 ? ranking : [...ranking.slice(0, 3), ...ranking.slice(-1)]
  const parts = shown.map((index) => {
    const levels = [quality, cost].flatMap((row) => {
      const clause = row === null ? null : levelClause(context, row, index)
      return clause === null ? [] : [clause]
    })
    return `${nameOf(context, index)} ${levels.join(', ')}`
  })
  const sentence = quality === null && cost === null ? '' : `${parts.join('; ')}.`
  return [sentence, broken(context)].filter((text) => text !== '').join(' ')
}

/** Which promises the pick breaks. */
function broken(context: ReportContext): string {
  const { objectives, pick } = context.verdict
  const failed = (objectives[pick] ?? []).filter((objective) => !objective.held)
  if (failed.length === 0) return ''
  return `${nameOf(context, pick)} does not hold: ${failed.map((objective) => objective.text).join('; ')}.`
}

function objectivesText(verdict: Verdict): string {
  const asked = verdict.objectives[verdict.pick] ?? []
  if (asked.length === 1 && asked[0] !== undefined) return `its objective (${asked[0].text})`
  return asked.length === 2 ? 'both objectives' : `all ${asked.length} objectives`
}

/** "costs 6.0 % less than static": the pick's cost against the baseline's, or plainly when the pick is the baseline. */
function costClause(context: ReportContext, lead: string): string {
  const { cost, pick } = context.verdict
  const value = cost?.values[pick] ?? null
  const baseline = cost?.values[0] ?? null
  if (cost === null || value === null) return ''
  if (pick === 0 || baseline === null || baseline === 0) return `${lead}${levelClause(context, cost, pick)}`
  return `${lead}${relation(cost, value, baseline)} ${nameOf(context, 0)}`
}

/** "costs 6.0 % less than", "needs 6.0 % fewer node-hours than". */
function relation(cost: MetricRow, value: number, baseline: number): string {
  const hours = isNodeHours(cost)
  if (isSame(value, baseline, cost.definition.unit)) return hours ? 'needs as many node-hours as' : 'costs as much as'
  const percent = `${fixed((Math.abs(value - baseline) / baseline) * 100, 1)}${NO_BREAK}%`
  const less = value < baseline
  if (hours) return `needs ${percent} ${less ? 'fewer' : 'more'} node-hours than`
  return `costs ${percent} ${less ? 'less' : 'more'} than`
}

/** The nearest way to save, and what it would cost in service. */
function saving(context: ReportContext): string {
  const { cost, cheaper, pick } = context.verdict
  const [less, paid] = [cost?.values[cheaper] ?? null, cost?.values[pick] ?? null]
  if (cost === null || less === null || paid === null) return ''
  return `; ${nameOf(context, cheaper)} ${relation(cost, less, paid)} that${qualityOf(context, cheaper, ' but ')}`
}

function qualityClause(context: ReportContext, lead: string): string {
  return qualityOf(context, context.verdict.pick, lead)
}

function qualityOf(context: ReportContext, index: number, lead: string): string {
  const { quality } = context.verdict
  const clause = quality === null ? null : levelClause(context, quality, index)
  return clause === null ? '' : `${lead}${clause}`
}

interface Wording {
  readonly best: string
  readonly noun: string
  /** The value goes where the brace is. */
  readonly level: string
  /** Where the metric's own would be read wrongly in a sentence. */
  readonly unit?: string
}

const WORDS: ReadonlyMap<string, Wording> = new Map([
  ['requests.lostShare', { best: 'loses least', noun: 'lost requests', level: 'loses {} of requests' }],
  ['requests.lateShare', { best: 'is late least', noun: 'late requests', level: 'answers {} of requests late' }],
  ['jobs.waitSecondsMean', { best: 'starts jobs soonest', noun: 'waiting', level: 'lets a job wait {} on average' }],
  [
    'pods.pending.waitSecondsMax',
    { best: 'places pods soonest', noun: 'waiting', level: 'lets a pod wait {} at most' },
  ],
  [
    'pods.pending.secondsTotal',
    { best: 'keeps pods pending least', noun: 'pending pods', level: 'keeps pods pending {} in all' },
  ],
  ['cost.total', { best: 'costs least', noun: 'cost', level: 'costs {}' }],
  ['nodes.hours', { best: 'needs the fewest node-hours', noun: 'node-hours', level: 'needs {}', unit: 'node-hours' }],
])

function wording(row: MetricRow): Wording {
  const { name } = row.definition
  return WORDS.get(name) ?? { best: `is best by ${name}`, noun: name, level: `has ${name} {}` }
}

function bestWords(verdict: Verdict): string {
  return verdict.quality === null || isLevel(verdict.quality) ? 'is as good as any' : wording(verdict.quality).best
}

/** Nothing sets the variants apart. */
function isLevel({ values, definition }: MetricRow): boolean {
  const [first = null] = values
  return values.every(
    (value) => value === first || (value !== null && first !== null && isSame(value, first, definition.unit)),
  )
}

function noun(row: MetricRow): string {
  return wording(row).noun
}

function levelClause(context: ReportContext, row: MetricRow, index: number): string | null {
  const value = row.values[index] ?? null
  if (value === null) return null
  const { level, unit } = wording(row)
  return level.replace('{}', () => withUnit(value, unit ?? row.definition.unit, context.results.currency))
}

function lessWords(cost: MetricRow): string {
  return isNodeHours(cost) ? 'needs fewer node-hours' : 'costs less'
}

function isNodeHours(cost: MetricRow): boolean {
  return cost.definition.name === 'nodes.hours'
}

function nameOf(context: ReportContext, index: number): string {
  return context.results.variants[index]?.name ?? ''
}
