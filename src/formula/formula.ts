import { create, type MathNode, parseDependencies } from 'mathjs/number'
import { z } from 'zod'
import { issue, wrongType } from '../base/issue.ts'
import * as arithmetic from './arithmetic.ts'
import { FormulaError } from './formula-error.ts'
import { FORMULA_FUNCTIONS } from './functions.ts'
import { ALLOWED, generate } from './generate.ts'
import type { SyntaxNode } from './syntax.ts'

export { FormulaError } from './formula-error.ts'
export { FORMULA_FUNCTIONS } from './functions.ts'

/*
 * Formulas are strings in mathjs' syntax. mathjs only parses; it never evaluates text of the user's. What it parsed is
 * walked against a list of allowed constructs (generate.ts), and the code emitted for them becomes one plain function.
 */

/** A formula that was read, checked and compiled to a plain function. */
export interface Formula {
  readonly text: string
  /** The variables that occur in it, in the order of the declaration. */
  readonly variables: readonly string[]
  /** `values` in the order of the declared variables. */
  evaluate(values: ArrayLike<number>): number
}

const LONGEST_TEXT = 2_000
const MOST_OPEN_BRACKETS = 100

let parser: ((text: string) => MathNode) | null = null

/** Built when the first formula is read: most runs have none. */
function parse(text: string): SyntaxNode {
  parser ??= create({ ...parseDependencies }, {}).parse
  return parser(text) as unknown as SyntaxNode
}

/** Reads a formula over the declared variables; throws FormulaError. */
export function compileFormula(text: string, variables: readonly string[]): Formula {
  // mathjs ends a statement at a line break, while YAML breaks lines for the reader.
  const line = text.replace(/[\r\n\t]/g, ' ')
  if (line.trim() === '') throw new FormulaError('the formula is empty', ALLOWED, 0)
  checkSize(line)
  const { code, used } = generate(parsed(line), line, variables)
  return {
    text,
    variables: variables.filter((_, index) => used.has(index)),
    evaluate: compiled(code),
  }
}

/** Before parsing, because the parser recurses. */
function checkSize(line: string): void {
  if (line.length > LONGEST_TEXT) {
    throw new FormulaError(
      `the formula has more than ${LONGEST_TEXT} characters`,
      'split it into shorter ones',
      LONGEST_TEXT,
    )
  }
  let open = 0
  for (let i = 0; i < line.length; i += 1) {
    if ('([{'.includes(line.charAt(i))) open += 1
    if (')]}'.includes(line.charAt(i))) open -= 1
    if (open > MOST_OPEN_BRACKETS) throw new FormulaError('the formula is nested too deeply', 'use fewer brackets', i)
  }
  const comment = line.indexOf('#')
  if (comment >= 0)
    throw new FormulaError('a comment cannot be used in a formula', 'write it outside the text', comment)
}

function parsed(line: string): SyntaxNode {
  try {
    return parse(line)
  } catch (error) {
    if (error instanceof RangeError) {
      throw new FormulaError('the formula is nested too deeply', 'use fewer brackets and signs', 0)
    }
    if (!(error instanceof SyntaxError)) throw error
    const char = (error as SyntaxError & { readonly char?: number }).char ?? 1
    const reason = error.message.replace(/ \(char \d+\)$/, '')
    throw new FormulaError(
      `the formula cannot be read: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
      ALLOWED,
      Math.min(char - 1, line.length),
    )
  }
}

/** What generated code may call. */
const CALLABLE: Readonly<Record<string, unknown>> = {
  ...arithmetic,
  ...Object.fromEntries(FORMULA_FUNCTIONS.map(({ name, run }) => [name, run])),
}

function compiled(code: string): Formula['evaluate'] {
  const names = Object.keys(CALLABLE).join(', ')
  // oxlint-disable-next-line typescript/no-implied-eval -- the code consists of what generate() emits, not of the text
  const build = new Function('callable', `'use strict'; const { ${names} } = callable; return (v) => ${code}`)
  return build(CALLABLE) as Formula['evaluate']
}

/** A scenario field that holds a formula over the given variables; refusals carry the offset of the culprit. */
export function formulaField(variables: readonly string[]) {
  const field = z.codec(z.unknown(), z.custom<Formula>(), {
    decode(input, context) {
      if (typeof input !== 'string' && typeof input !== 'number') {
        context.issues.push(wrongType(input, 'a formula', `write it as text; variables: ${variables.join(', ')}`))
        return z.NEVER
      }
      try {
        return compileFormula(String(input), variables)
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error
        const { message, hint, offset } = error
        context.issues.push({ ...issue(input, message, hint), params: { hint, offset } })
        return z.NEVER
      }
    },
    encode: (formula) => formula.text,
  })
  return field.meta({ type: ['string', 'number'], description: `A formula over ${variables.join(', ')}.` })
}
