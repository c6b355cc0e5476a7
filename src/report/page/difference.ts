import type { DifferenceText } from '../difference-text.ts'
import { html, type Markup } from './markup.ts'

/** Direction, amount and word; colour only repeats the word. */
export function difference(text: DifferenceText | null): Markup | null {
  if (text === null) return null
  if (text.arrow === '') return html`<span class="difference">≈ ${text.word}</span>`
  const word = text.word === '' ? null : html` <b>${text.word}</b>`
  return html`<span class="difference ${text.judgement}">${text.arrow} ${text.amount}${word}</span>`
}
