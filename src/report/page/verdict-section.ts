import { differenceText } from '../difference-text.ts'
import { type KeyMetric, keyMetrics } from '../key-metrics.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf, valueText } from '../translated-unit.ts'
import { inScale } from '../units.ts'
import { verdictText } from '../verdict-text.ts'
import { difference } from './difference.ts'
import { html, type Markup } from './markup.ts'
import { variantsText } from './variants-text.ts'

/** What to do, by which numbers, how sure. */
export function verdictSection(context: ReportContext): Markup {
  const { results, say, time } = context
  const { headline, reason, confidence } = verdictText(context)
  const against = results.variants.length > 1 && ` ${say('verdict.against', { name: results.variants[0]?.name ?? '' })}`
  return html`<section id="verdict" aria-labelledby="headline">
<p class="where"><b>${results.name}</b><span> · ${variantsText(context)} · ${time.span} · ${seedsText(context)}</span></p>
<h1 id="headline">${headline}</h1>
${reason !== '' && html`<p class="lede">${reason}</p>`}
${results.description !== '' && html`<p class="note question">${results.description}</p>`}
${keyNumbers(context)}
<p class="note">${confidence}${against}</p>
${expectations(context)}
</section>`
}

function seedsText({ results, say }: ReportContext): string {
  const { length } = results.seeds
  return length === 1 ? say('where.seed', { seed: results.seed }) : say('where.seeds', { count: length })
}

const MOST_NUMBERS = 6

/** The pick in a handful of numbers. */
function keyNumbers(context: ReportContext): Markup {
  const { comparison, verdict, say } = context
  const cells = keyMetrics(context)
    .filter(({ row }) => row.values[verdict.pick] !== null)
    .slice(0, MOST_NUMBERS)
  const label = say('verdict.numbersOf', { name: comparison.variants[verdict.pick] ?? '' })
  return html`<dl class="numbers" aria-label="${label}">${cells.map((metric) => numberCell(context, metric))}</dl>`
}

function numberCell(context: ReportContext, { label, row }: KeyMetric): Markup {
  const { pick } = context.verdict
  const scale = scaleOf(context, row.definition.unit, row.values)
  const value = (index: number): string => inScale(row.values[index] ?? null, scale)
  const against = difference(differenceText(context, row, pick, scale))
  return html`<div><dt>${label}</dt><dd class="big">${value(pick)} <span>${scale.unit}</span></dd>${
    against && html`<dd>${against}</dd>`
  }${pick !== 0 && html`<dd class="note">${context.comparison.baseline} ${value(0)}</dd>`}</div>`
}

function expectations(context: ReportContext): Markup | null {
  const { say, results } = context
  const { expectations: all } = results
  if (all.length === 0) return null
  const passed = all.filter((expectation) => expectation.passed).length
  return html`<h2>${say('verdict.expectations')}</h2><p class="finding">${say('verdict.metOf', { met: passed, all: all.length })}</p>
<ul class="expectations">${all.map((one) => html`<li class="${one.passed ? 'better' : 'worse'}"><b>${say(one.passed ? 'verdict.met' : 'verdict.notMet')}</b> <span>${one.variant}: ${one.text} ${actual(context, one.metric, one.actual)}</span></li>`)}</ul>`
}

function actual(context: ReportContext, metric: string, value: number | null): Markup {
  const definition = context.results.metrics.find((candidate) => candidate.name === metric)
  const text = valueText(context, value, definition?.unit ?? '1')
  return html`<span class="note">${context.say('verdict.actual', { value: text })}</span>`
}
