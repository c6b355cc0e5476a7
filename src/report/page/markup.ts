/** HTML that is safe to put into a page as it stands; only `html` makes it. */
export interface Markup {
  readonly markup: string
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[]

/** A template whose substitutions are escaped unless they are markup themselves: nobody can forget to. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: parts.reduce((text, part, index) => text + rendered(contents[index - 1]) + part) }
}

/** Our own text that is markup already: styles, scripts. Never a user's. */
export function trusted(text: string): Markup {
  return { markup: text }
}

function rendered(content: Content): string {
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content))
  return 'markup' in content ? content.markup : content.map(rendered).join('')
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character)
}
