import { shownResource } from '../charts/packing.ts'
import { resourceName } from '../charts/utilisation.ts'
import type { ReportContext } from '../report-context.ts'
import { html, type Markup } from './markup.ts'

/** What the heat map shows, and one of its nodes at the time chosen; the script fills it in. */
export function nodeChoices(context: ReportContext): Markup {
  const { say, results, verdict } = context
  const packing = results.variants[verdict.pick]?.packing
  const resources = (packing?.resources ?? []).map(
    (resource, index) =>
      html`<option value="${index}"${packing != null && index === shownResource(packing) && html` selected`}>${resourceName(context, resource).trim()}</option>`,
  )
  return html`<div class="choices">
<label>${say('packing.variant')} <select id="packing-variant">${variantOptions(context, ({ packing: own }) => own != null)}</select></label>
<label>${say('packing.resource')} <select id="packing-resource">${resources}</select></label>
<label>${say('packing.node')} <select id="packing-node"></select></label>
<span class="ramp"><span>${say('packing.empty')}</span><i></i><span>${say('packing.full')}</span><i class="boot"></i><span>${say('packing.booting')}</span></span>
</div>
<p class="now" id="packing-now"></p><p class="now" id="packing-node-now"></p>`
}

/** One pod's life, chosen from those that were kept. */
export function podsSection(context: ReportContext): Markup | null {
  const { say, results } = context
  const kept = results.variants.reduce((sum, { pods }) => sum + (pods?.length ?? 0), 0)
  if (kept === 0) return null
  const all = results.variants.reduce((sum, { summary }) => sum + (summary['pods.created'] ?? 0), 0)
  return html`<section id="pods" class="scripted" aria-labelledby="pods-title">
<h2 id="pods-title">${say('pods.title')}</h2>
<p class="note">${say('pods.note', { kept, all })}</p>
<div class="choices"><label>${say('packing.variant')} <select id="pods-variant">${variantOptions(context, ({ pods }) => (pods?.length ?? 0) > 0)}</select></label>
<label>${say('pods.pod')} <select id="pods-pod"></select></label> <span id="pod-node"></span></div>
<div id="pod-bar"></div>
<div class="scroll" tabindex="0" role="region" aria-label="${say('pods.title')}"><table class="plain stages"><thead><tr><th scope="col">${say('pods.stage')}</th><th scope="col">${say('pods.from')}</th><th scope="col">${say('pods.lasted')}</th></tr></thead><tbody id="pod-stages"></tbody></table></div>
</section>`
}

function variantOptions(
  { results, verdict }: ReportContext,
  has: (variant: ReportContext['results']['variants'][number]) => boolean,
): Markup[] {
  return results.variants.flatMap((variant, index) =>
    has(variant)
      ? [html`<option value="${index}"${index === verdict.pick && html` selected`}>${variant.name}</option>`]
      : [],
  )
}
