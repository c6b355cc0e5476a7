import type { MetricRow } from '../../compare/compare-variants.ts'
import { differenceText } from '../difference-text.ts'
import { type KeyMetric, keyMetrics } from '../key-metrics.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf } from '../translated-unit.ts'
import { inScale, type Scale } from '../units.ts'
import { difference } from './difference.ts'
import { html, type Markup } from './markup.ts'
import { variantKey } from './variant-key.ts'

/** Against what, and by how much: variants down, key metrics across; on a phone one block per variant. */
export function comparisonSection(context: ReportContext): Markup {
  const { say } = context
  const columns = keyMetrics(context).map((metric) => ({
    ...metric,
    scale: scaleOf(context, metric.row.definition.unit, metric.row.values),
  }))
  return html`<section id="compare" aria-labelledby="compare-title">
<h2 id="compare-title">${say('compare.title')}</h2>
<p class="finding">${finding(context)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say('compare.table')}"><table class="compare">
<thead><tr><th scope="col">${say('compare.variant')}</th>${columns.map(head)}</tr></thead>
<tbody>${context.results.variants.map((_, index) => variantRow(context, columns, index))}</tbody>
</table></div>
${context.results.variants.length > 1 && html`<p class="note">${say(context.comparison.seeds > 1 ? 'compare.noteSeeds' : 'compare.note', { name: context.comparison.baseline })}</p>`}
</section>`
}

interface Column extends KeyMetric {
  readonly scale: Scale
}

function finding(context: ReportContext): string {
  const { comparison, say } = context
  if (comparison.variants.length < 2) return say('compare.one')
  const judged = keyMetrics(context).filter(({ row }) => row.definition.better !== 'neither')
  const counts = comparison.variants.slice(1).map((name, at) => {
    const judgements = judged.map(({ row }) => row.differences[at + 1]?.judgement)
    const better = judgements.filter((judgement) => judgement === 'better').length
    const worse = judgements.filter((judgement) => judgement === 'worse').length
    return say('compare.count', { name, better, worse })
  })
  return say('compare.finding', {
    count: judged.length,
    name: comparison.baseline,
    counts: counts.join(say('compare.semicolon')),
  })
}

function head({ label, row, scale }: Column): Markup {
  return html`<th scope="col" title="${row.definition.doc || row.definition.name}">${label}<span>${scale.unit || '\u00a0'}</span></th>`
}

function variantRow(context: ReportContext, columns: readonly Column[], index: number): Markup {
  const variant = context.results.variants[index]
  const style = context.styles[index]
  if (variant === undefined || style === undefined) return html``
  const policies = [
    variant.policies.placement,
    `nodes ${variant.policies.nodeAutoscaling}`,
    ...Object.keys(variant.policies.podAutoscaling)
      .sort()
      .map((name) => `${name} ${variant.policies.podAutoscaling[name]}`),
  ]
  return html`<tr class="${style.heavy ? 'pick' : ''}"><th scope="row">${variantKey(style)} ${variant.name}<span title="${policies.join(', ')}">${variant.description}</span></th>${columns.map((column) => valueCell(context, column, index))}</tr>`
}

function valueCell(context: ReportContext, { label, row, scale }: Column, index: number): Markup {
  const value = row.values[index] ?? null
  const known = value === null ? html` title="${context.say('compare.unknown')}"` : null
  const text = html`<span class="value${row.best[index] ? ' best' : ''}"${known}>${inScale(value, scale)}</span>`
  const against =
    index === 0
      ? row.values.length > 1 && html`<span class="difference">${context.say('compare.baseline')}</span>`
      : difference(differenceText(context, row, index, scale))
  return html`<td data-label="${label}${scale.unit === '' ? '' : ` (${scale.unit})`}">${text}${against}${strip(row, index)}</td>`
}

const STRIP_WIDTH = 84

/** A word-sized dot on a line, over several seeds with its interval: all variants of a column share one scale. */
function strip(row: MetricRow, index: number): Markup | null {
  const value = row.values[index] ?? null
  const highs = row.intervals.map((interval) => interval?.high ?? 0)
  const largest = Math.max(0, ...row.values.map((entry) => entry ?? 0), ...highs)
  if (value === null || value < 0 || largest === 0 || row.values.length < 2) return null
  const at = (entry: number): string => (4 + (Math.max(0, entry) / largest) * (STRIP_WIDTH - 8)).toFixed(1)
  const baseline = row.values[0] ?? null
  const tick = baseline === null || baseline < 0 ? null : html`<path class="tick" d="M${at(baseline)} 1v8"/>`
  const interval = row.intervals[index] ?? null
  const whisker = interval && html`<path class="whisker" d="M${at(interval.low)} 5H${at(interval.high)}"/>`
  return html`<svg class="strip" viewBox="0 0 ${STRIP_WIDTH} 10" width="${STRIP_WIDTH}" height="10" aria-hidden="true"><path class="track" d="M0 5h${STRIP_WIDTH}"/>${tick}${whisker}<circle cx="${at(value)}" cy="5" r="3.5"/></svg>`
}
