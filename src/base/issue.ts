import type { z } from 'zod'
import { ParseError } from './parse-error.ts'

/** What the zod schemas of the scenario report beside a message; `offset` counts inside the faulty text. */
export interface IssueParams {
  readonly hint: string | null
  readonly offset?: number
}

/** A zod issue with a way out. */
export function issue(input: unknown, message: string, hint: string | null, path: PropertyKey[] = []) {
  return { code: 'custom' as const, input, message, path, params: { hint } satisfies IssueParams }
}

/** The issue for a value of the wrong type, or for a missing one. */
export function wrongType(input: unknown, expected: string, hint: string | null, path: PropertyKey[] = []) {
  const message = input === undefined ? `${expected} is missing` : `expected ${expected}, got ${described(input)}`
  return issue(input, message, hint, path)
}

/** The issue for text that a parser refused; anything but a ParseError is a bug and goes on. */
export function unreadable(input: unknown, error: unknown, path: PropertyKey[] = []) {
  if (!(error instanceof ParseError)) throw error
  return issue(input, error.message, error.hint, path)
}

/** An issue that an inner schema found, handed on by the codec around it under the path that leads there. */
export function passedOn(found: z.core.$ZodIssue, path: PropertyKey[] = []): z.core.$ZodRawIssue {
  return { ...found, input: found.input, path: [...path, ...found.path] } as z.core.$ZodRawIssue
}

function described(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string') return `"${value}"`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value
}
