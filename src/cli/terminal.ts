/** Where text goes; a stream of Node, or a stand-in that keeps what it was given. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** What a command may know of the world that called it. stdout carries results and nothing else. */
export interface Terminal {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder that file names on the command line are relative to. */
  readonly cwd: string
}

/** What the shell gets to know. 64 and up are left to convention: 70 is "software", 130 is 128 + SIGINT. */
export const EXIT = {
  fine: 0,
  expectationFailed: 1,
  badInput: 2,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const

const USUAL_WIDTH = 100

export function widthOf(output: Output): number {
  // A terminal that does not know its width says 0.
  return output.columns || USUAL_WIDTH
}

/** https://no-color.org, with FORCE_COLOR going before it; a CI log is not a terminal. */
export function wantsColor(output: Output, env: Terminal['env']): boolean {
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false'
  if (env['NO_COLOR']) return false
  return output.isTTY === true && !isContinuousIntegration(env) && env['TERM'] !== 'dumb'
}

export function wantsProgress({ stderr, env }: Terminal): boolean {
  return stderr.isTTY === true && !isContinuousIntegration(env) && env['TERM'] !== 'dumb'
}

function isContinuousIntegration(env: Terminal['env']): boolean {
  return env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false'
}

/**
 * Text from files and arguments as it may be shown: control characters could otherwise move the cursor or paint over what
 * was said before.
 */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}
