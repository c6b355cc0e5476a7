import type { Results } from '../../results/types.ts'
import { fixed } from '../numbers.ts'
import type { ReportContext } from '../report-context.ts'
import { html, type Markup } from './markup.ts'

/** Can I trust it: what the inputs lacked, what was read, the scenario with every default filled in. */
export function trustSection(context: ReportContext): Markup {
  const { results, say } = context
  const notes: (Results['notes'][number] & { readonly variant: string })[] = [
    ...results.notes.map((note) => ({ ...note, variant: '' })),
    ...results.variants.flatMap((variant) => variant.notes.map((note) => ({ ...note, variant: variant.name }))),
  ]
  return html`<section id="assumptions" aria-labelledby="assumptions-title">
<h2 id="assumptions-title">${say('trust.title')}</h2>
<p class="finding">${notes.length === 0 ? say('trust.clean') : notes.length === 1 ? say('trust.note') : say('trust.notes', { count: notes.length })}</p>
${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li><b>${note.variant !== '' && `${note.variant}, `}${note.about}</b> ${note.text}</li>`)}</ul>`}
<details><summary>${say('trust.policies')}</summary><ul class="notes">${results.variants.map(
    (variant) =>
      html`<li><b>${variant.name}</b> ${say('trust.policy', { placement: variant.policies.placement, nodes: variant.policies.nodeAutoscaling })}${Object.keys(
        variant.policies.podAutoscaling,
      )
        .sort()
        .map((name) => `; ${name} ${variant.policies.podAutoscaling[name]}`)}</li>`,
  )}</ul></details>
${results.inputs.length > 0 && html`<details><summary>${say('trust.files')}</summary><ul class="notes">${results.inputs.map((file) => html`<li><b>${file.path}</b> ${say('trust.bytes', { bytes: fixed(file.bytes, 0) })} <code>${file.sha256}</code></li>`)}</ul></details>`}
<details><summary>${say('trust.scenario')}</summary><pre tabindex="0">${JSON.stringify(results.scenario, null, 2) ?? ''}</pre></details>
</section>`
}

/** Can I repeat it. */
export function reproduceSection(context: ReportContext): Markup {
  const { results, say } = context
  const events = results.variants.reduce((sum, variant) => sum + variant.eventCount, 0)
  return html`<section id="reproduce" aria-labelledby="reproduce-title">
<h2 id="reproduce-title">${say('reproduce.title')}</h2>
<p class="finding">${say('reproduce.finding')}</p>
<pre tabindex="0">simcap run SCENARIO.yaml --seed ${results.seed}</pre>
<p class="note">${say('reproduce.note', { name: results.name })}</p>
<dl class="facts"><dt>${say('reproduce.tool')}</dt><dd>${results.tool.name} ${results.tool.version}, ${results.schema}</dd><dt>${say('reproduce.seed')}</dt><dd>${results.seed}</dd><dt>${say('reproduce.digest')}</dt><dd><code>${results.digest}</code></dd><dt>${say('reproduce.events')}</dt><dd>${fixed(events, 0)}</dd></dl>
</section>`
}
