import { CHART_MESSAGES } from './chart-messages.ts'
import { filled, type Language } from './message.ts'
import { PAGE_MESSAGES } from './page-messages.ts'
import { VERDICT_MESSAGES } from './verdict-messages.ts'

/** Everything that the report says, in every language. Names, reasons and units of Kubernetes stay as they are. */
export const MESSAGES = { ...VERDICT_MESSAGES, ...CHART_MESSAGES, ...PAGE_MESSAGES }

export type MessageKey = keyof typeof MESSAGES

/** What the report says in one language. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

export function speaker(language: Language): Say {
  return (key, values = {}) => filled(MESSAGES[key], language, values)
}

/** A message that there is only for some of the names that users and metrics bring. */
export function knownKey(key: string): MessageKey | null {
  return Object.hasOwn(MESSAGES, key) ? (key as MessageKey) : null
}
