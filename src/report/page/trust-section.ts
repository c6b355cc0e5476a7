import type { Results } from '../../results/types.ts'
import { counted, fixed } from '../numbers.ts'
import type { ReportContext } from '../report-context.ts'
import { html, type Markup } from './markup.ts'

/** Can I trust it: what the inputs lacked, what was read, the scenario with every default filled in. */
export function trustSection(context: ReportContext): Markup {
  const { results } = context
  const notes: (Results['notes'][number] & { readonly variant: string })[] = [
    ...results.notes.map((note) => ({ ...note, variant: '' })),
    ...results.variants.flatMap((variant) => variant.notes.map((note) => ({ ...note, variant: variant.name }))),
  ]
  return html`<section id="assumptions" aria-labelledby="assumptions-title">
<h2 id="assumptions-title">Assumptions and notes</h2>
<p class="finding">${notes.length === 0 ? 'Nothing in the inputs had to be repaired or passed over.' : `${counted(notes.length, 'note')} on the inputs.`}</p>
${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li><b>${note.variant !== '' && `${note.variant}, `}${note.about}</b> ${note.text}</li>`)}</ul>`}
<details><summary>Policies</summary><ul class="notes">${results.variants.map(
    (variant) =>
      html`<li><b>${variant.name}</b> placement ${variant.policies.placement}; nodes ${variant.policies.nodeAutoscaling}${Object.keys(
        variant.policies.podAutoscaling,
      )
        .sort()
        .map((name) => `; ${name} ${variant.policies.podAutoscaling[name]}`)}</li>`,
  )}</ul></details>
${results.inputs.length > 0 && html`<details><summary>Files that were read</summary><ul class="notes">${results.inputs.map((file) => html`<li><b>${file.path}</b> ${fixed(file.bytes, 0)} bytes, SHA-256 <code>${file.sha256}</code></li>`)}</ul></details>`}
<details><summary>Scenario with every default filled in</summary><pre tabindex="0">${JSON.stringify(results.scenario, null, 2) ?? ''}</pre></details>
</section>`
}

/** Can I repeat it. */
export function reproduceSection(context: ReportContext): Markup {
  const { results } = context
  const events = results.variants.reduce((sum, variant) => sum + variant.eventCount, 0)
  return html`<section id="reproduce" aria-labelledby="reproduce-title">
<h2 id="reproduce-title">Reproduce this report</h2>
<p class="finding">The same scenario, seed and version give the same digest on any machine.</p>
<pre tabindex="0">simcap run SCENARIO.yaml --seed ${results.seed}</pre>
<p class="note">SCENARIO.yaml is the file of ${results.name}, or the scenario above saved to a file.</p>
<dl class="facts"><dt>Tool</dt><dd>${results.tool.name} ${results.tool.version}, ${results.schema}</dd><dt>Seed</dt><dd>${results.seed}</dd><dt>Digest</dt><dd><code>${results.digest}</code></dd><dt>Events</dt><dd>${fixed(events, 0)}</dd></dl>
</section>`
}
