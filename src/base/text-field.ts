import { z } from 'zod'
import { issue, unreadable, wrongType } from './issue.ts'

/** How one kind of scenario text becomes an engine value. */
export interface TextForm<T> {
  /** With its article, for messages: 'a duration'. */
  readonly what: string
  /** One sentence for the JSON Schema. */
  readonly description: string
  readonly pattern: string
  readonly examples: readonly string[]
  parse(text: string): T
  format(value: T): string
  /** Why a value that reads well is still not wanted, or null. */
  check?(value: T, text: string): { readonly message: string; readonly hint: string | null } | null
}

/**
 * A codec for a text form. Its input is open, so that a wrong value meets one message of our own
 * (`512 has no unit`) instead of the library's; the JSON Schema comes from the metadata.
 */
export function textField<T>(form: TextForm<T>) {
  const field = z.codec(z.unknown(), z.custom<T>(), {
    decode(input, context) {
      if (typeof input !== 'string' && typeof input !== 'number') {
        context.issues.push(wrongType(input, form.what, `write it like ${form.examples.join(', ')}`))
        return z.NEVER
      }
      try {
        const value = form.parse(String(input))
        const refusal = form.check?.(value, String(input)) ?? null
        if (refusal === null) return value
        context.issues.push(issue(input, refusal.message, refusal.hint))
      } catch (error) {
        context.issues.push(unreadable(input, error))
      }
      return z.NEVER
    },
    encode: (value) => form.format(value),
  })
  const { description, pattern, examples } = form
  return field.meta({ type: 'string', description, pattern, examples: [...examples] })
}
