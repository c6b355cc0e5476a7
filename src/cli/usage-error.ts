/** Something that the caller can put right: a wrong option, a folder that cannot be written. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly hint: string | null

  constructor(message: string, hint: string | null = null) {
    super(message)
    this.hint = hint
  }
}
