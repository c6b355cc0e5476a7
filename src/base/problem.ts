/** A place in a text file; line and column count from 1, offset and length in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
  readonly length: number
}

/** Something in the user's input that has to be changed before anything runs. */
export interface Problem {
  /** Dotted path in the scenario: `workloads[0].requests.memory`. */
  readonly path: string
  /** What is wrong. */
  readonly message: string
  /** One way out. */
  readonly hint: string | null
  readonly file: string
  readonly position: Position | null
}

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/

/** A path as problems show it; keys that are not plain words stand in quotes: `requests["nvidia.com/gpu"]`. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (PLAIN_KEY.test(String(step))) text += text === '' ? String(step) : `.${String(step)}`
    else text += `[${JSON.stringify(String(step))}]`
  }
  return text
}
