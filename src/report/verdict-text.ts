import type { MetricRow } from '../compare/compare-variants.ts'
import { isSame } from '../compare/tolerance.ts'
import { knownKey } from './messages/messages.ts'
import { fixed, NO_BREAK } from './numbers.ts'
import type { ReportContext } from './report-context.ts'
import { valueText } from './translated-unit.ts'

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
    confidence: confidence(context),
  }
}

function confidence({ comparison: { seeds, variants }, say }: ReportContext): string {
  if (seeds === 1) return say('verdict.oneRun')
  return say(variants.length === 1 ? 'verdict.means' : 'verdict.paired', { seeds })
}

/** Where every variant fails, that is the answer; what sets them apart comes second. */
function lossLead(context: ReportContext): string {
  const { say, verdict, comparison } = context
  const { sharedLoss } = verdict
  if (sharedLoss === null) return ''
  if (sharedLoss === 1) return say('verdict.lossAll')
  const lost = comparison.rows.find((row) => row.definition.name === 'requests.lostShare')
  const level = valueText(context, sharedLoss, 'share')
  return say(lost !== undefined && isLevel(lost) ? 'verdict.loss' : 'verdict.lossAtLeast', { level })
}

function headline(context: ReportContext): string {
  const { say, verdict } = context
  const name = nameOf(context, verdict.pick)
  const use = verdict.sharedLoss === null ? say('verdict.use', { name }) : name
  const objectives = objectivesText(context)
  switch (verdict.kind) {
    case 'single':
      return single(context)
    case 'holds':
      return verdict.holding.length === 1
        ? say('verdict.onlyHolder', { use, objectives, cost: costClause(context, say('verdict.leadAndIt')) })
        : say('verdict.cheapestHolder', {
            use,
            objectives,
            count: verdict.holding.length,
            cost: costClause(context, say('verdict.leadIt')),
          })
    case 'holdsNone':
      return say('verdict.holdsNone', {
        name,
        objectives,
        quality: qualityOf(context, verdict.pick, say('verdict.leadWhich')),
      })
    case 'dominates':
      return say('verdict.dominates', {
        use,
        best: bestWords(context),
        andCost: verdict.cost === null ? '' : say('verdict.noVariantLess', { less: lessWords(context, verdict.cost) }),
      })
    case 'tradeOff':
      return say('verdict.tradeOff', {
        name,
        best: bestWords(context),
        cost: costClause(context, say('verdict.leadAnd')),
        saving: saving(context),
      })
    case 'tie':
      return say('verdict.tie', {
        what:
          verdict.quality === null
            ? say('verdict.tieCost')
            : say('verdict.tieBoth', { noun: wording(context, verdict.quality, 'noun') }),
      })
  }
}

function single(context: ReportContext): string {
  const { say, verdict } = context
  const asked = verdict.objectives[0] ?? []
  const held = asked.filter((objective) => objective.held).length
  const grade =
    asked.length === 0
      ? ''
      : held === asked.length
        ? say('verdict.gradeAll', { objectives: objectivesText(context) })
        : say('verdict.gradeSome', { held, all: asked.length })
  const clauses = [verdict.quality, verdict.cost].flatMap((row) => {
    const clause = row === null ? null : levelClause(context, row, 0)
    return clause === null ? [] : [clause]
  })
  return say('verdict.single', {
    name: nameOf(context, 0),
    grade,
    clauses: clauses.join(say('verdict.and')) || say('verdict.ran'),
  })
}

/** Every variant's level of what decided, best first; of many, the pick, the runner-up and the last. */
function reason(context: ReportContext): string {
  const { say } = context
  const { ranking, quality, cost, kind } = context.verdict
  if (kind === 'single') return broken(context)
  const shown = ranking.length <= 4 ? ranking : [...ranking.slice(0, 3), ...ranking.slice(-1)]
  const parts = shown.map((index) => {
    const levels = [quality, cost].flatMap((row) => {
      const clause = row === null ? null : levelClause(context, row, index)
      return clause === null ? [] : [clause]
    })
    return `${nameOf(context, index)} ${levels.join(say('verdict.comma'))}`
  })
  const nothing = quality === null && cost === null
  const sentence = nothing ? '' : `${parts.join(say('compare.semicolon'))}${say('sentence.end')}`
  return [sentence, broken(context)].filter((text) => text !== '').join(' ')
}

/** Which promises the pick breaks. */
function broken(context: ReportContext): string {
  const { objectives, pick } = context.verdict
  const failed = (objectives[pick] ?? []).filter((objective) => !objective.held)
  if (failed.length === 0) return ''
  const texts = failed.map((objective) => objective.text).join(context.say('compare.semicolon'))
  return context.say('verdict.broken', { name: nameOf(context, pick), texts })
}

function objectivesText({ say, verdict }: ReportContext): string {
  const asked = verdict.objectives[verdict.pick] ?? []
  if (asked.length === 1 && asked[0] !== undefined) return say('verdict.oneObjective', { text: asked[0].text })
  return asked.length === 2 ? say('verdict.bothObjectives') : say('verdict.allObjectives', { count: asked.length })
}

/** "costs 6.0 % less than static": the pick's cost against the baseline's, or plainly when the pick is the baseline. */
function costClause(context: ReportContext, lead: string): string {
  const { cost, pick } = context.verdict
  const value = cost?.values[pick] ?? null
  const baseline = cost?.values[0] ?? null
  if (cost === null || value === null) return ''
  if (pick === 0 || baseline === null || baseline === 0) return `${lead}${levelClause(context, cost, pick)}`
  return `${lead}${relation(context, cost, [value, baseline], nameOf(context, 0))}`
}

/** "costs 6.0 % less than static", "needs 6.0 % fewer node-hours than static". */
function relation(
  { say }: ReportContext,
  cost: MetricRow,
  [value, baseline]: readonly [number, number],
  name: string,
): string {
  const hours = isNodeHours(cost)
  if (isSame(value, baseline, cost.definition.unit))
    return say(hours ? 'verdict.asManyHours' : 'verdict.asMuch', { name })
  const percent = `${fixed((Math.abs(value - baseline) / baseline) * 100, 1)}${NO_BREAK}%`
  const less = value < baseline
  if (hours) return say(less ? 'verdict.fewerHours' : 'verdict.moreHours', { percent, name })
  return say(less ? 'verdict.costsLess' : 'verdict.costsMore', { percent, name })
}

/** The nearest way to save, and what it would cost in service. */
function saving(context: ReportContext): string {
  const { say } = context
  const { cost, cheaper, pick } = context.verdict
  const [less, paid] = [cost?.values[cheaper] ?? null, cost?.values[pick] ?? null]
  if (cost === null || less === null || paid === null) return ''
  return say('verdict.saving', {
    name: nameOf(context, cheaper),
    relation: relation(context, cost, [less, paid], say('verdict.savingThat')),
    quality: qualityOf(context, cheaper, say('verdict.leadBut')),
  })
}

function qualityOf(context: ReportContext, index: number, lead: string): string {
  const { quality } = context.verdict
  const clause = quality === null ? null : levelClause(context, quality, index)
  return clause === null ? '' : `${lead}${clause}`
}

/** What the language says of the metric, or says of metrics that it has no words for. */
function wording({ say }: ReportContext, row: MetricRow, kind: 'best' | 'noun' | 'level', level = ''): string {
  const metric = row.definition.name
  const key = knownKey(`${kind}.${metric}`)
  if (key !== null) return say(key, { level })
  return kind === 'noun' ? metric : say(`${kind}.other`, { metric, level })
}

function bestWords(context: ReportContext): string {
  const { quality } = context.verdict
  return quality === null || isLevel(quality) ? context.say('verdict.asGoodAsAny') : wording(context, quality, 'best')
}

/** Nothing sets the variants apart. */
function isLevel({ values, definition }: MetricRow): boolean {
  const [first = null] = values
  return values.every(
    (value) => value === first || (value !== null && first !== null && isSame(value, first, definition.unit)),
  )
}

function levelClause(context: ReportContext, row: MetricRow, index: number): string | null {
  const value = row.values[index] ?? null
  if (value === null) return null
  // "needs 12 node·h" would be read wrongly in a sentence.
  const unit = isNodeHours(row) ? 'node-hours' : row.definition.unit
  return wording(context, row, 'level', valueText(context, value, unit))
}

function lessWords({ say }: ReportContext, cost: MetricRow): string {
  return say(isNodeHours(cost) ? 'verdict.needsFewerHours' : 'verdict.costsLessPlain')
}

function isNodeHours(cost: MetricRow): boolean {
  return cost.definition.name === 'nodes.hours'
}

function nameOf(context: ReportContext, index: number): string {
  return context.results.variants[index]?.name ?? ''
}
