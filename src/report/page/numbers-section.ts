import { type Comparison, compareMetric, type MetricRow } from '../../compare/compare-variants.ts'
import type { MetricDefinition, Samples } from '../../results/types.ts'
import { differenceText } from '../difference-text.ts'
import type { ReportContext } from '../report-context.ts'
import { scaleOf } from '../translated-unit.ts'
import { inScale } from '../units.ts'
import { difference } from './difference.ts'
import { html, type Markup } from './markup.ts'

/** Every number there is, folded: of the whole run, of each service, job, pool and queue. */
export function numbersSection(context: ReportContext): Markup {
  const { comparison, results, say } = context
  const parts = (['services', 'jobs', 'pools', 'queues'] as const).flatMap((kind) => {
    const names = [...new Set(results.variants.flatMap((variant) => (variant[kind] ?? []).map((entry) => entry.name)))]
    return names.map((name) => {
      const samples = results.variants.map(
        (variant) => variant[kind]?.find((entry) => entry.name === name)?.samples ?? {},
      )
      return table(context, say(`numbers.${kind}`, { name }), rowsOf(results.metrics, samples))
    })
  })
  return html`<section id="numbers" aria-labelledby="numbers-title"><h2 id="numbers-title">${say('numbers.title')}</h2>
${table(context, say('numbers.run'), comparison.rows)}${parts}</section>`
}

function rowsOf(metrics: readonly MetricDefinition[], samples: readonly Samples[]): MetricRow[] {
  const names = [...new Set(samples.flatMap((each) => Object.keys(each)))].sort()
  return names.map((name) => {
    const definition = metrics.find((metric) => metric.name === name) ?? { name, unit: '1', better: 'neither', doc: '' }
    return compareMetric(
      definition,
      samples.map((each) => each[name] ?? []),
    )
  })
}

function table(context: ReportContext, title: string, rows: Comparison['rows']): Markup | null {
  if (rows.length === 0) return null
  const { say } = context
  const { variants } = context.comparison
  return html`<details><summary>${title}</summary><div class="scroll" tabindex="0" role="region" aria-label="${say('numbers.of', { title })}"><table class="plain numeric">
<thead><tr><th scope="col">${say('numbers.metric')}</th><th scope="col">${say('numbers.unit')}</th>${variants.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => metricRow(context, row))}</tbody></table></div></details>`
}

function metricRow(context: ReportContext, row: MetricRow): Markup {
  const scale = scaleOf(context, row.definition.unit, row.values)
  const cells = row.values.map(
    (value, index) =>
      html`<td><span class="value${row.best[index] ? ' best' : ''}">${inScale(value, scale)}</span> ${difference(differenceText(context, row, index, scale))}</td>`,
  )
  const doc = row.definition.doc === '' ? null : html`<span>${row.definition.doc}</span>`
  return html`<tr><th scope="row">${row.definition.name}${doc}</th><td>${scale.unit}</td>${cells}</tr>`
}
