import type { z } from 'zod'
import { closestNameHint } from '../base/closest-name.ts'
import { keysAt } from '../base/schema-keys.ts'
import { type Finding, finding } from './finding.ts'
import type { Path } from './path.ts'
import { describeScalar, type Scalar } from './tree.ts'

type Issue = z.core.$ZodIssue

/** What the schema found, in the words of the person who wrote the document. */
export function schemaFindings(schema: z.ZodType, issues: readonly Issue[]): Finding[] {
  return issues.flatMap((issue) => findingsOf(issue, []))

  function findingsOf(issue: Issue, prefix: Path): Finding[] {
    const path = [...prefix, ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))]
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => unknownKey(key, path, hintOf(issue)))
      case 'invalid_union':
        return unionFindings(issue, path)
      case 'invalid_key':
        return issue.issues.map((inner) => ({ ...finding(path, wording(inner), hintOf(inner)), at: 'key' }))
      default:
        return [findingOf(issue, path)]
    }
  }

  function unknownKey(key: string, path: Path, givenHint: string | null): Finding {
    const hint = givenHint ?? suggestion(key, keysAt(schema, path) ?? [])
    const place = path.length === 0 ? 'a scenario' : `"${lastName(path)}"`
    return { path: [...path, key], message: `unknown key "${key}" in ${place}`, hint, at: 'key' }
  }

  function unionFindings(issue: z.core.$ZodIssueInvalidUnion, path: Path): Finding[] {
    const branches = issue.errors.filter((errors) => errors.length > 0)
    const ranked = branches.map((errors) => ({ errors, rank: misfit(errors) })).sort((a, b) => a.rank - b.rank)
    const best = ranked[0]
    if (best === undefined) return [finding(path, 'this value is not understood')]
    if (best.rank < WRONG_TYPE) return best.errors.flatMap((inner) => findingsOf(inner, path))
    return [finding(path, `expected ${expectations(branches)}, not ${describeInput(issue.input)}`)]
  }
}

const WRONG_TYPE = 1000

/** How far a form of a union is from what was written: the closest form is the one that the writer meant. */
function misfit(errors: readonly Issue[]): number {
  let total = 0
  for (const issue of errors) {
    if (issue.path.length > 0) total += issue.code === 'invalid_type' && issue.input === undefined ? 5 : 1
    else if (issue.code === 'invalid_type') total += WRONG_TYPE
    else if (issue.code === 'invalid_union') total += Math.min(...issue.errors.map(misfit))
    else if (issue.code === 'unrecognized_keys') total += 10 * issue.keys.length
    else total += 1
  }
  return total
}

function expectations(branches: readonly (readonly Issue[])[]): string {
  const names = branches.flatMap((errors) => errors.filter((issue) => issue.path.length === 0).flatMap(expectedTypes))
  return [...new Set(names)].join(' or ')
}

function expectedTypes(issue: Issue): string[] {
  if (issue.code === 'invalid_type') return [typeName(issue.expected)]
  return issue.code === 'invalid_union' ? issue.errors.flatMap((errors) => errors.flatMap(expectedTypes)) : []
}

function lastName(path: Path): string {
  const last = path.at(-1)
  return typeof last === 'number' ? `${String(path.at(-2) ?? '')}[${last}]` : String(last)
}

function suggestion(wanted: string, known: readonly string[]): string | null {
  return known.length === 0 ? null : closestNameHint(wanted, known)
}

function wording(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWording(issue)
    case 'too_small':
      return boundWording(issue.origin, 'at least', issue.minimum, issue.inclusive, issue.input)
    case 'too_big':
      return boundWording(issue.origin, 'at most', issue.maximum, issue.inclusive, issue.input)
    case 'invalid_value':
      return `${describeInput(issue.input)} is not one of the possible values`
    default:
      return issue.message
  }
}

function typeWording(issue: z.core.$ZodIssueInvalidType): string {
  if (issue.input === undefined) return 'required, but missing'
  if (String(issue.expected) === 'int') return `must be a whole number, not ${describeInput(issue.input)}`
  return `expected ${typeName(issue.expected)}, not ${describeInput(issue.input)}`
}

function boundWording(
  origin: string,
  side: 'at least' | 'at most',
  bound: number | bigint,
  inclusive: boolean | undefined,
  input: unknown,
): string {
  if (origin === 'array') return `must have ${side} ${bound} ${bound === 1 ? 'item' : 'items'}`
  if (origin === 'string') return `must have ${side} ${bound} characters`
  const relation = inclusive === false ? (side === 'at least' ? 'more than' : 'less than') : side
  return `must be ${relation} ${bound}, not ${describeInput(input)}`
}

function hintOf(issue: Issue): string | null {
  if (issue.code === 'invalid_value' && issue.values.length === 1) return `write ${String(issue.values[0])}`
  if (issue.code === 'invalid_value') return suggestion(String(issue.input), issue.values.map(String))
  if (issue.code === 'invalid_type' && issue.expected === 'string' && isPlain(issue.input))
    return `put it in quotes: "${String(issue.input)}"`
  const { params } = issue as { readonly params?: { readonly hint?: unknown } }
  return typeof params?.hint === 'string' ? params.hint : null
}

function findingOf(issue: Issue, path: Path): Finding {
  const found = { ...finding(path, wording(issue), hintOf(issue)), ...offsetOf(issue) }
  return blamesKey(issue.input, path) ? { ...found, at: 'key' } : found
}

/** An issue whose input is the mapping around its path is about the key and not about the value under it. */
function blamesKey(input: unknown, path: Path): boolean {
  const last = path.at(-1)
  const isMapping = typeof input === 'object' && input !== null && !Array.isArray(input)
  return isMapping && typeof last === 'string' && Object.hasOwn(input, last)
}

function offsetOf(issue: Issue): { offset?: number } {
  const { params } = issue as { readonly params?: { readonly offset?: unknown } }
  return typeof params?.offset === 'number' ? { offset: params.offset } : {}
}

function isPlain(input: unknown): boolean {
  return typeof input === 'number' || typeof input === 'boolean'
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected
}

function describeInput(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  return typeof input === 'object' && input !== null ? 'a mapping' : describeScalar(input as Scalar | undefined)
}
