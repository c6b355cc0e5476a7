import type { VariantStyle } from '../variant-style.ts'
import { html, type Markup, trusted } from './markup.ts'

const MARKS: Readonly<Record<VariantStyle['shape'], string>> = {
  rect: '<rect x="14" y="3" width="8" height="8"/>',
  rectRot: '<path d="M18 1.5 23.5 7 18 12.5 12.5 7z"/>',
  triangle: '<path d="M18 1.5 23 11H13z"/>',
  crossRot: '<path class="stroke" d="M14 3l8 8M22 3l-8 8"/>',
  cross: '<path class="stroke" d="M18 1.5v11M12.5 7h11"/>',
  circle: '<circle cx="18" cy="7" r="4.5"/>',
}

/** Line and mark as in the charts; the colour comes from the style sheet, so that it follows the theme. */
export function variantKey(style: VariantStyle): Markup {
  const dash = style.dash.length === 0 ? 'none' : style.dash.join(' ')
  const width = style.heavy ? 2.5 : 1.75
  const line = html`<path class="line" d="M0 7h36" stroke-dasharray="${dash}" stroke-width="${width}"/>`
  return html`<svg class="key ${style.role}" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">${line}${trusted(MARKS[style.shape])}</svg>`
}

/** Where there are no lines: the mark alone. */
export function variantMark(style: VariantStyle): Markup {
  return html`<svg class="key ${style.role}" viewBox="11 0 14 14" width="14" height="14" aria-hidden="true">${trusted(MARKS[style.shape])}</svg>`
}

/** The line of the load or of a limit. */
export function referenceKey(dash: readonly number[]): Markup {
  const dashes = dash.length === 0 ? 'none' : dash.join(' ')
  return html`<svg class="key load" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true"><path class="line" d="M0 7h36" stroke-dasharray="${dashes}" stroke-width="1.75"/></svg>`
}
