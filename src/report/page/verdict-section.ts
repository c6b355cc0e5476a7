import { differenceText } from '../difference-text.ts'
import { type KeyMetric, keyMetrics } from '../key-metrics.ts'
import { counted } from '../numbers.ts'
import type { ReportContext } from '../report-context.ts'
import { inScale, scaleFor } from '../units.ts'
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
<p class="note">${confidence} Differences are against the first variant${results.variants.length > 1 && html`, ${results.variants[0]?.name}`}.</p>
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
  const baseline =
    pick === 0
      ? null
      : html`<dd class="note">${context.comparison.baseline} ${inScale(row.values[0] ?? null, scale)}</dd>`
  return html`<div><dt>${label}</dt><dd class="big">${inScale(row.values[pick] ?? null, scale)} <span>${scale.unit}</span></dd><dd>${difference(differenceText(row, pick, scale))}</dd>${baseline}</div>`
}

function expectations(context: ReportContext): Markup | null {
  const { expectations: all } = context.results
  if (all.length === 0) return null
  const passed = all.filter((expectation) => expectation.passed).length
  return html`<h2>Expectations</h2><p class="finding">${passed} of ${counted(all.length, 'expectation')} met.</p>
<ul class="expectations">${all.map((one) => html`<li class="${one.passed ? 'better' : 'worse'}"><b>${one.passed ? 'met' : 'not met'}</b> <span>${one.text}</span>${actual(context, one.metric, one.actual)}</li>`)}</ul>`
}

function actual(context: ReportContext, metric: string, value: number | null): Markup {
  const definition = context.results.metrics.find((candidate) => candidate.name === metric)
  const scale = scaleFor(definition?.unit ?? '1', [value], context.results.currency)
  return html`<span class="note"> (actual ${inScale(value, scale)} ${scale.unit})</span>`
}
