import type { VariantResult } from '../../results/types.ts'
import { counted, fixed } from '../numbers.ts'
import type { ReportContext } from '../report-context.ts'
import { html, type Markup } from './markup.ts'

const FIRST = 25

/** Who decided what, and why; the pick's list is open. */
export function decisionsSection(context: ReportContext): Markup {
  const { results, verdict } = context
  return html`<section id="decisions" aria-labelledby="decisions-title">
<h2 id="decisions-title">Decisions</h2>
<p class="finding">${results.variants.map((variant) => `${variant.name} ${variant.decisionCount === 0 ? 'takes no decision' : `takes ${counted(variant.decisionCount, 'decision')}`}`).join('; ')}.</p>
${results.variants.map((variant, index) => list(context, variant, index === verdict.pick))}
</section>`
}

function list(context: ReportContext, variant: VariantResult, open: boolean): Markup | null {
  if (variant.decisions.length === 0) return null
  const shown = variant.decisions.slice(0, FIRST)
  const rows = shown.map(
    (one) =>
      html`<tr><td data-label="Time">${context.time.clock(one.atSeconds)}</td><td data-label="Actor">${one.actor}</td><td data-label="Decision">${one.decision}</td><td data-label="Why">${one.reason}</td></tr>`,
  )
  const rest =
    variant.decisionCount > shown.length
      ? `, the first ${fixed(shown.length, 0)} of ${fixed(variant.decisionCount, 0)}`
      : ''
  return html`<details${open && html` open`}><summary>${variant.name}${rest}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Decisions of ${variant.name}"><table class="plain">
<thead><tr><th scope="col">Time</th><th scope="col">Actor</th><th scope="col">Decision</th><th scope="col">Why</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`
}
