import { assert } from '../../base/assert.ts'
import { LANGUAGES, type Language } from '../messages/message.ts'

/** Attributes that a reader meets. */
export const TRANSLATED_ATTRIBUTES = ['aria-label', 'title', 'data-label']

export interface Bilingual {
  /** The first language's markup; elements with words of a language carry their number as `data-t`. */
  readonly markup: string
  /** By number: in each language the element's own texts in their order, then its attributes. */
  readonly translations: readonly Readonly<Record<Language, readonly string[]>>[]
}

interface Element {
  /** Where its opening tag stands among the tokens. */
  readonly at: number
  readonly texts: number[]
}

/** A text that is there in one language only still needs a place in the page. */
const NOTHING = '\u200b'

/** The same markup in both languages, compared tag by tag: what differs is what the language switch must change. */
export function bilingual(markups: Readonly<Record<Language, string>>, first: Language): Bilingual {
  const tokens = { en: markups.en.split(TAG), zh: markups.zh.split(TAG) }
  assert(tokens.en.length === tokens.zh.length, 'the page has the same elements in every language')
  const shown = [...tokens[first]]
  const translations: Record<Language, string[]>[] = []
  for (const element of elementsOf(tokens[first])) {
    const texts = element.texts.filter((at) => LANGUAGES.some((language) => tokens[language][at] !== ''))
    const differs = [element.at, ...texts].some((at) => tokens.en[at] !== tokens.zh[at])
    if (!differs) continue
    const inLanguage = (language: Language): string[] => [
      ...texts.map((at) => unescaped(tokens[language][at]!)),
      ...TRANSLATED_ATTRIBUTES.flatMap((name) => attribute(tokens[language][element.at]!, name)),
    ]
    for (const at of texts) if (shown[at] === '') shown[at] = NOTHING
    shown[element.at] = shown[element.at]!.replace(/^<[a-z0-9]+/, `$& data-t="${translations.length}"`)
    translations.push({ en: inLanguage('en'), zh: inLanguage('zh') })
  }
  return { markup: shown.join(''), translations }
}

const TAG = /(<[^>]*>)/

/** Every element with the tokens that are its own text; tags stand at odd places. */
function elementsOf(tokens: readonly string[]): Element[] {
  const all: Element[] = []
  const open: Element[] = []
  tokens.forEach((token, at) => {
    if (at % 2 === 0) open.at(-1)?.texts.push(at)
    else if (token.startsWith('</')) open.pop()
    else {
      const element = { at, texts: [] }
      all.push(element)
      if (!token.endsWith('/>') && !/^<(meta|br|img|input)\b/.test(token)) open.push(element)
    }
  })
  return all
}

function attribute(tag: string, name: string): string[] {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)
  return found === null ? [] : [unescaped(found[1]!)]
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
