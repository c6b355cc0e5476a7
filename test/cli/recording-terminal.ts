import { main } from '../../src/cli/main.ts'
import type { Terminal } from '../../src/cli/terminal.ts'

export interface Recording extends Terminal {
  readonly said: { stdout: string; stderr: string }
}

/** A terminal that keeps what it is given. */
export function recordingTerminal(cwd: string, env: Terminal['env'] = {}, columns = 100): Recording {
  const said = { stdout: '', stderr: '' }
  return {
    said,
    cwd,
    env,
    stdout: { columns, write: (text) => (said.stdout += text) },
    stderr: { columns, write: (text) => (said.stderr += text) },
  }
}

/** Runs the program in this process. */
export async function runCli(argv: readonly string[], cwd: string, env: Terminal['env'] = {}) {
  const terminal = recordingTerminal(cwd, env)
  const code = await main(argv, terminal)
  return { code, ...terminal.said }
}
