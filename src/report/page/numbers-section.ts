import { type Comparison, compareMetric, type MetricRow } from '../../compare/compare-variants.ts'
import type { MetricDefinition, Samples } from '../../results/types.ts'
import { differenceText } from '../difference-text.ts'
import type { ReportContext } from '../report-context.ts'
import { inScale, scaleFor } from '../units.ts'
import { difference } from './difference.ts'
import { html, type Markup } from './markup.ts'

/** Every number there is, folded: of the whole run, of each service, job and pool. */
export function numbersSection(context: ReportContext): Markup {
  const { comparison, results } = context
  const parts = (['services', 'jobs', 'pools'] as const).flatMap((kind) => {
    const names = [...new Set(results.variants.flatMap((variant) => variant[kind].map((entry) => entry.name)))]
    return names.map((name) => {
      const samples = results.variants.map(
        (variant) => variant[kind].find((entry) => entry.name === name)?.samples ?? {},
      )
      return table(context, `${kind.slice(0, -1)} ${name}`, rowsOf(results.metrics, samples))
    })
  })
  return html`<section id="numbers" aria-labelledby="numbers-title"><h2 id="numbers-title">All numbers</h2>
${table(context, 'whole run', comparison.rows)}${parts}</section>`
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
  const { variants } = context.comparison
  return html`<details><summary>${title}</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${title}"><table class="plain numeric">
<thead><tr><th scope="col">Metric</th><th scope="col">Unit</th>${variants.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => metricRow(context, row))}</tbody></table></div></details>`
}

function metricRow(context: ReportContext, row: MetricRow): Markup {
  const scale = scaleFor(row.definition.unit, row.values, context.results.currency)
  const cells = row.values.map(
    (value, index) =>
      html`<td><span class="value${row.best[index] ? ' best' : ''}">${inScale(value, scale)}</span> ${difference(differenceText(row, index, scale))}</td>`,
  )
  const doc = row.definition.doc === '' ? null : html`<span>${row.definition.doc}</span>`
  return html`<tr><th scope="row">${row.definition.name}${doc}</th><td>${scale.unit}</td>${cells}</tr>`
}
