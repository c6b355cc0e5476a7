import type { VariantResult } from '../../results/types.ts'
import { fixed } from '../numbers.ts'
import type { ReportContext } from '../report-context.ts'
import { html, type Markup } from './markup.ts'

const FIRST = 25

/** Who decided what, and why; the pick's list is open. */
export function decisionsSection(context: ReportContext): Markup {
  const { results, say, verdict } = context
  return html`<section id="decisions" aria-labelledby="decisions-title">
<h2 id="decisions-title">${say('decisions.title')}</h2>
<p class="finding">${results.variants.map((variant) => countText(context, variant)).join(say('compare.semicolon'))}${say('sentence.end')}</p>
${results.variants.map((variant, index) => list(context, variant, index === verdict.pick))}
</section>`
}

function countText({ say }: ReportContext, { name, decisionCount }: VariantResult): string {
  if (decisionCount === 0) return say('decisions.none', { name })
  return say(decisionCount === 1 ? 'decisions.one' : 'decisions.some', { name, count: fixed(decisionCount, 0) })
}

function list(context: ReportContext, variant: VariantResult, open: boolean): Markup | null {
  if (variant.decisions.length === 0) return null
  const { say } = context
  const shown = variant.decisions.slice(0, FIRST)
  const rows = shown.map(
    (one) =>
      html`<tr><td><button type="button" data-at="${one.atSeconds}">${context.time.clock(one.atSeconds)}</button></td><td>${one.actor}</td><td>${one.decision}</td><td>${one.reason}</td></tr>`,
  )
  const rest =
    variant.decisionCount > shown.length
      ? say('decisions.shown', { shown: fixed(shown.length, 0), all: fixed(variant.decisionCount, 0) })
      : ''
  return html`<details${open && html` open`}><summary>${variant.name}${rest}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${say('decisions.of', { name: variant.name })}"><table class="plain">
<thead><tr>${(['time', 'actor', 'decision', 'why'] as const).map((key) => html`<th scope="col">${say(`decisions.${key}`)}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></details>`
}
