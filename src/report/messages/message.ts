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
  return message[LANGUAGES.indexOf(language)].replace(/\{(\w+)\}/g, (brace, name: string) =>
    String(values[name] ?? brace),
  )
}
