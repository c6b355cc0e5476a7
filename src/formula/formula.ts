import type { z } from 'zod'
import { ParseError } from '../base/parse-error.ts'

/** A formula that was read, checked and compiled to a plain function. */
export interface Formula {
  readonly text: string
  /** The variables that occur in it, in the order of the declaration. */
  readonly variables: readonly string[]
  /** `values` in the order of the declared variables. */
  evaluate(values: ArrayLike<number>): number
}

/** Why a formula is refused; `offset` is where the culprit stands in its text. */
export class FormulaError extends ParseError {
  override readonly name = 'FormulaError'
  readonly offset: number

  constructor(message: string, hint: string | null, offset: number) {
    super(message, hint)
    this.offset = offset
  }
}

export declare function compileFormula(text: string, variables: readonly string[]): Formula
export declare function formulaField(variables: readonly string[]): z.ZodType<Formula, unknown>
export declare const FORMULA_FUNCTIONS: readonly { readonly name: string; readonly arity: readonly [number, number]; readonly doc: string }[]
