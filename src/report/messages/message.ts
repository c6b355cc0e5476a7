/** Languages of the report, English first: the order of the texts in every message. */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in every language; `{braces}` are filled in and are the same in all of them. */
export type Message = readonly [en: string, zh: string]
export type Messages = Readonly<Record<string, Message>>

/** The message with its braces filled in. A value is put in as it stands and never read for braces itself. */
export function filled(
  message: Message,
  language: Language,
  values: Readonly<Record<string, string | number>>,
): string {
  const text = message[LANGUAGES.indexOf(language)]
  if (language === 'zh') return filledChinese(text, values)
  return text.replace(/\{(\w+)\}/g, (brace, name: string) => String(values[name] ?? brace))
}

/** Between Chinese letters and others stands a space, between two Chinese ones none, whatever a value begins and ends with. */
function filledChinese(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.split(/(\{\w+\})/).reduce((before, part, at) => {
    if (at === 0) return part
    // Braces stand at odd places.
    const value = at % 2 === 1 ? String(values[part.slice(1, -1)] ?? part) : part
    return joinedChinese(before, value)
  }, '')
}

function joinedChinese(before: string, after: string): string {
  const [last, first] = [before.trimEnd().at(-1) ?? '', after.trimStart().at(0) ?? '']
  if (IDEOGRAPH.test(last) && IDEOGRAPH.test(first)) return before.trimEnd() + after.trimStart()
  const mixed = (IDEOGRAPH.test(last) && ALPHANUMERIC.test(first)) || (ALPHANUMERIC.test(last) && IDEOGRAPH.test(first))
  const apart = /\s$/.test(before) || /^\s/.test(after)
  return mixed && !apart ? `${before} ${after}` : before + after
}

const IDEOGRAPH = /[\u4e00-\u9fff]/
const ALPHANUMERIC = /[A-Za-z0-9]/
