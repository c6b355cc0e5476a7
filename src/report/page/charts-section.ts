import { type Drawing, type Figure, type FigureTable, isDrawing } from '../charts/chart-config.ts'
import type { NumberedFigure } from '../charts/registry.ts'
import type { ReportContext } from '../report-context.ts'
import { groupName } from '../variant-style.ts'
import { html, type Markup } from './markup.ts'
import { LOAD_KEY, variantKey, variantMark } from './variant-key.ts'

/** What happened and why: a finding in words, then its picture. */
export function chartsSection(context: ReportContext, figures: readonly NumberedFigure[]): Markup {
  const pngs = figures.filter(({ figure }) => isDrawing(figure))
  return html`<section id="charts" aria-labelledby="charts-title">
<h2 id="charts-title">What happened</h2>
<noscript><p class="note">The charts need JavaScript; the same pictures are beside this file: ${pngs.map(({ fileName }) => html`<a href="${fileName}">${fileName}</a> `)}</p></noscript>
${figures.map(({ figure }) => figureMarkup(context, figure))}
</section>`
}

function figureMarkup(context: ReportContext, figure: Figure): Markup {
  if (!isDrawing(figure))
    return html`<div class="remark" id="${figure.name}"><h3>${figure.topic}</h3><p class="finding">${figure.finding}</p></div>`
  return html`<figure id="${figure.name}"><h3>${figure.topic}</h3><p class="finding">${figure.finding}</p>
<figcaption>${figure.caption}</figcaption>
${legend(context, figure)}
<div class="canvas h${figure.height}"><canvas data-chart="${figure.name}" role="img" aria-label="${figure.topic}: ${figure.finding}"></canvas></div>${figure.table && table(figure.topic, figure.table)}</figure>`
}

function table(topic: string, { head, rows }: FigureTable): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${topic}: numbers"><table class="plain numeric">
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
}

/** Only what is in the picture. */
function legend(context: ReportContext, drawing: Drawing): Markup | null {
  const drawn = new Set(drawing.config.data.datasets.map((dataset) => dataset.label))
  const hasLoad = drawing.config.data.datasets.some((dataset) => dataset.pointStyle === 'line')
  const lines = drawing.config.type === 'line'
  const key = lines ? variantKey : variantMark
  const shown = context.results.variants.flatMap(({ name }, index) => {
    const style = context.styles[index]
    return style !== undefined && drawn.has(name) ? [{ name, style }] : []
  })
  const own = shown.filter(({ style }) => style.role !== 'context')
  const others = shown.filter(({ style }) => style.role === 'context')
  // Grey lines are drawn alike; marks that stand alone differ in shape.
  const looks = new Set(others.map(({ style }) => (lines ? 'line' : style.shape)))
  const grey = [...looks].map((look) => {
    const alike = others.filter(({ style }) => lines || style.shape === look)
    return alike[0] && html`<li>${key(alike[0].style)} ${groupName(alike.map(({ name }) => name))}</li>`
  })
  return html`<ul class="legend">${hasLoad && html`<li>${LOAD_KEY} load</li>`}${own.map(({ name, style }) => html`<li>${key(style)} ${name}</li>`)}${grey}</ul>`
}
