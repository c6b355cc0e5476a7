import type { Dataset, Drawing, Figure, FigureTable, Readout } from '../charts/chart-config.ts'
import { isDrawing } from '../charts/chart-config.ts'
import { decidingVariants } from '../charts/decisions.ts'
import type { NumberedFigure } from '../charts/registry.ts'
import type { ReportContext } from '../report-context.ts'
import type { VariantStyle } from '../variant-style.ts'
import { html, type Markup } from './markup.ts'
import { nodeChoices } from './nodes-section.ts'
import { referenceKey, variantKey, variantMark } from './variant-key.ts'

/** What happened and why: a finding in words, then its picture, all pictures on one clock. */
export function chartsSection(context: ReportContext, figures: readonly NumberedFigure[]): Markup {
  const { say } = context
  const pngs = figures.filter(({ figure }) => isDrawing(figure))
  return html`<section id="charts" aria-labelledby="charts-title">
<h2 id="charts-title">${say('charts.title')}</h2>
<noscript><p class="note">${say('page.noScript')}${pngs.map(({ fileName }) => html`<a href="${fileName}">${fileName}</a> `)}</p></noscript>
${controls(context)}
${figures.map(({ figure }) => figureMarkup(context, figure))}
</section>`
}

/** One clock, one zoom and one set of variants for every chart below; shown when there is a script to move them. */
function controls(context: ReportContext): Markup {
  const { say, results, styles } = context
  const zoom = (what: string, sign: string, label: string): Markup =>
    html`<button type="button" data-zoom="${what}" title="${label}" aria-label="${label}">${sign}</button>`
  const variants = results.variants.map(({ name }, index) => {
    const style = styles[index]
    return (
      style &&
      html`<button type="button" data-variant="${index}" aria-pressed="true">${variantKey(style)}<span>${name}</span></button>`
    )
  })
  return html`<div class="controls" id="controls" role="group" aria-label="${say('charts.controls')}" hidden>
<div class="time"><output id="clock" for="time"></output><input id="time" type="range" min="0" max="1" value="0" step="1" aria-label="${say('charts.time')}"/>
<span class="zoom">${zoom('out', '−', say('charts.zoomOut'))}${zoom('in', '+', say('charts.zoomIn'))}<button type="button" data-zoom="all">${say('charts.whole')}</button></span></div>
${results.variants.length > 1 && html`<div class="variants">${variants}</div>`}
</div>
<p class="note scripted">${say('charts.keys')}</p>`
}

function figureMarkup(context: ReportContext, figure: Figure): Markup {
  if (!isDrawing(figure))
    return html`<div class="remark" id="${figure.name}"><h3>${figure.topic}</h3><p class="finding">${figure.finding}</p></div>`
  const label = context.say('page.label', { topic: figure.topic, finding: figure.finding })
  return html`<figure id="${figure.name}"><h3>${figure.topic}</h3><p class="finding">${figure.finding}</p>
<figcaption>${figure.caption}</figcaption>
${figure.name === 'packing' && nodeChoices(context)}
<div class="plot">${canvas(figure, label)}${side(context, figure)}</div>${figure.table && table(context, figure.topic, figure.table)}</figure>`
}

function canvas(figure: Drawing, label: string): Markup {
  const box = html`<canvas data-chart="${figure.name}" role="img" aria-label="${label}"></canvas>`
  if (!isTimed(figure)) return html`<div class="canvas h${figure.height}">${box}</div>`
  return html`<div class="canvas timed h${figure.height}" tabindex="0" role="group" aria-label="${figure.topic}">${box}<i class="cursor" hidden></i><i class="band" hidden></i></div>`
}

/** On the clock that all such charts share. */
export function isTimed({ config }: Drawing): boolean {
  return config.options.scales['x']?.timed === true
}

/** Beside the picture: its key, and the values at the time chosen. */
function side(context: ReportContext, figure: Drawing): Markup {
  if (figure.readouts !== undefined) {
    const panels = figure.readouts.map((readout, panel) => readoutMarkup(context, figure, readout, panel))
    return html`<div class="side">${panels}</div>`
  }
  if (figure.name === 'decisions-over-time') return html`<div class="side lanes">${lanes(context)}</div>`
  if (figure.config.type === 'bar') return html`<div class="side"><ul class="readout">${parts(figure)}</ul></div>`
  return html`<div class="side ${figure.marks === undefined ? '' : 'lanes'}"><ul class="readout">${marks(context, figure)}</ul></div>`
}

/** The variants of a chart that no crosshair moves over, with what is to be said of each. */
function marks({ results, styles }: ReportContext, figure: Drawing): Markup[] {
  const { datasets } = figure.config.data
  return results.variants.flatMap(({ name }, index) => {
    const style = styles[index]
    const at = datasets.findIndex(({ variant }) => variant === index)
    if (style === undefined || at < 0) return []
    return [
      html`<li>${variantMark(style)}<span>${name}</span>${figure.marks && html`<em>${figure.marks[at]}</em>`}</li>`,
    ]
  })
}

function readoutMarkup(context: ReportContext, figure: Drawing, readout: Readout, panel: number): Markup {
  const items = readout.lines.map((line) => {
    const dataset = figure.config.data.datasets[line]
    const style = dataset?.variant === undefined ? undefined : context.styles[dataset.variant]
    return {
      rank:
        style === undefined || dataset?.swatch !== undefined ? 0 : style.heavy ? 1 : style.role === 'context' ? 3 : 2,
      item: html`<li data-line="${line}" class="${style?.heavy === true && dataset?.swatch === undefined ? 'heavy' : ''}">${keyOf(dataset, style)}<span>${dataset?.label}</span><b></b></li>`,
    }
  })
  const sorted = [...items].sort((a, b) => a.rank - b.rank)
  return html`<div class="readout w${Math.round(readout.weight)}" data-panel="${panel}"><h4>${readout.label}</h4><ul>${sorted.map(({ item }) => item)}</ul></div>`
}

/** An area's colour, a variant's line, or that of what the variants are held against. */
function keyOf(dataset: Dataset | undefined, style: VariantStyle | undefined): Markup {
  if (dataset?.swatch !== undefined) return html`<i class="part ${dataset.swatch}"></i>`
  return style === undefined ? referenceKey(dataset?.borderDash ?? []) : variantKey(style)
}

/** The parts of a bar from the left. */
function parts(figure: Drawing): Markup[] {
  return figure.config.data.datasets.map(
    (dataset) => html`<li>${keyOf(dataset, undefined)}<span>${dataset.label}</span></li>`,
  )
}

/** What each variant had decided last. */
function lanes(context: ReportContext): Markup {
  const rows = decidingVariants(context).map((index) => {
    const style = context.styles[index]
    const name = context.results.variants[index]?.name
    return style && html`<li>${variantMark(style)}<span>${name}</span><em data-decided="${index}"></em></li>`
  })
  return html`<ul>${rows}</ul>`
}

function table(context: ReportContext, topic: string, { head, rows }: FigureTable): Markup {
  const label = context.say('page.region', { topic })
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="plain numeric">
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
}
