import { differenceText } from '../difference-text.ts'
import { type KeyMetric, keyMetrics } from '../key-metrics.ts'
import { counted } from '../numbers.ts'
import type { ReportContext } from '../report-context.ts'
import { inScale, scaleFor, withUnit } from '../units.ts'
import { verdictText } from '../verdict-text.ts'
import { difference } from './difference.ts'
import { html, type Markup } from './markup.ts'

/** What to do, by which numbers, how sure. */
export function verdictSection(context: ReportContext): Markup {
  const { results, time } = context
  const { headline, reason, confidence } = verdictText(context)
  const variants = counted(results.variants.length, 'variant')
  return html`<section id="verdict" aria-labelledby="headline">
<p class="where"><b>${results.name}</b> · ${variants} · ${time.span} · seed ${results.seed}</p>
<h1 id="headline">${headline}</h1>
${reason !== '' && html`<p class="lede">${reason}</p>`}
${results.description !== '' && html`<p class="note">${results.description}</p>`}
${keyNumbers(context)}
<p class="note">${confidence}${results.variants.length > 1 && ` Differences are against the first variant, ${results.variants[0]?.name}.`}</p>
${expectations(context)}
</section>`
}

const MOST_NUMBERS = 6

/** The pick in a handful of numbers. */
function keyNumbers(context: ReportContext): Markup {
  const { comparison, verdict } = context
  const cells = keyMetrics(comparison)
    .filter(({ row }) => row.values[verdict.pick] !== null)
    .slice(0, MOST_NUMBERS)
  return html`<dl class="numbers" aria-label="Key numbers of ${comparison.variants[verdict.pick]}">${cells.map((metric) => numberCell(context, metric))}</dl>`
}

function numberCell(context: ReportContext, { label, row }: KeyMetric): Markup {
  const { pick } = context.verdict
  const scale = scaleFor(row.definition.unit, row.values, context.results.currency)
  const value = (index: number): string => inScale(row.values[index] ?? null, scale)
  const against = difference(differenceText(row, pick, scale))
  return html`<div><dt>${label}</dt><dd class="big">${value(pick)} <span>${scale.unit}</span></dd>${
    against && html`<dd>${against}</dd>`
  }${pick !== 0 && html`<dd class="note">${context.comparison.baseline} ${value(0)}</dd>`}</div>`
}

function expectations(context: ReportContext): Markup | null {
  const { expectations: all } = context.results
  if (all.length === 0) return null
  const passed = all.filter((expectation) => expectation.passed).length
  return html`<h2>Expectations</h2><p class="finding">${passed} of ${counted(all.length, 'expectation')} met.</p>
<ul class="expectations">${all.map((one) => html`<li class="${one.passed ? 'better' : 'worse'}"><b>${one.passed ? 'met' : 'not met'}</b> <span>${one.variant}: ${one.text} ${actual(context, one.metric, one.actual)}</span></li>`)}</ul>`
}

function actual(context: ReportContext, metric: string, value: number | null): Markup {
  const definition = context.results.metrics.find((candidate) => candidate.name === metric)
  return html`<span class="note">(actual ${withUnit(value, definition?.unit ?? '1', context.results.currency)})</span>`
}
