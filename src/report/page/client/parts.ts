import type { PageData } from './page-data.ts'
import type { View } from './state.ts'

export function select(id: string): HTMLSelectElement | null {
  return document.querySelector<HTMLSelectElement>(`select#${id}`)
}

/** Made with the DOM's own calls: what a user named can only ever be text. */
export function option(value: string, text: string): HTMLOptionElement {
  const element = document.createElement('option')
  element.value = value
  element.textContent = text
  return element
}

/** A text of the page in the language chosen. */
export function words(
  page: PageData,
  view: View,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = page.words[view.language][key] ?? key
  return text.replace(/\{(\w+)\}/g, (brace, name: string) => String(values[name] ?? brace))
}
