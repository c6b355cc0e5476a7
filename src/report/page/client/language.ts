import type { PageData } from './page-data.ts'
import type { View } from './state.ts'

/** The switch: every text that was written in both languages changes, everything else stays. */
export function followLanguage(page: PageData, view: View): void {
  const button = document.getElementById('language')
  if (button === null) return
  button.hidden = false
  button.addEventListener('click', () => {
    view.language = view.language === 'en' ? 'zh' : 'en'
    document.documentElement.lang = view.language
    button.lang = view.language === 'en' ? 'zh' : 'en'
    for (const element of document.querySelectorAll<HTMLElement>('[data-t]')) translate(element, page, view)
    document.title = page.words[view.language]['title'] ?? document.title
    view.emit('language')
  })
}

/** The element's own texts in their order, then the attributes that a reader meets. */
function translate(element: HTMLElement, page: PageData, view: View): void {
  const texts = [...(page.translations[Number(element.dataset['t'])]?.[view.language] ?? [])]
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) node.textContent = texts.shift() ?? ''
  }
  for (const name of TRANSLATED_ATTRIBUTES) {
    if (element.hasAttribute(name)) element.setAttribute(name, texts.shift() ?? '')
  }
}

const TRANSLATED_ATTRIBUTES = ['aria-label', 'title', 'data-label']
