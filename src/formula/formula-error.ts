import { ParseError } from '../base/parse-error.ts'

/** Why a formula is refused; `offset` is where the culprit stands in its text. */
export class FormulaError extends ParseError {
  override readonly name = 'FormulaError'
  readonly offset: number

  constructor(message: string, hint: string | null, offset: number) {
    super(message, hint)
    this.offset = offset
  }
}
