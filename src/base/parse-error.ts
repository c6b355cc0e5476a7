/** Text that cannot be read as what it should be: `message` says why, `hint` says the way out. */
export class ParseError extends Error {
  override readonly name: string = 'ParseError'
  readonly hint: string | null

  constructor(message: string, hint: string | null = null) {
    super(message)
    this.hint = hint
  }
}
